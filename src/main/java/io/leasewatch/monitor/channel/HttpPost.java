package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 request after another, each on a connection of its own.
 *
 * <p>It is not the JDK's client, for two reasons. That one looks the name up by itself, so the address it connects to need not be the
 * one that was checked, and on Java 17 nobody can tell it which to take. And its threads go on when the monitor has been stopped.
 * This one needs no more than a status and one header of the answer, follows no redirect, and never sends the body twice.
 *
 * <p>One thread posts at a time; {@link #abortIfLate} and {@link #close} may be called by others.
 */
public final class HttpPost implements AutoCloseable {

    private static final int LONGEST_HEAD = 16_384;

    private final Resolver resolver;
    private final SSLSocketFactory tls;
    private final Duration timeout;
    private final Ticker ticker;
    private volatile @Nullable Attempt current;
    private volatile boolean closed;

    /** One that gives up after ten seconds. */
    public HttpPost(Ticker ticker) {
        this(InetAddress::getAllByName, trustOfTheJvm(), Duration.ofSeconds(10), ticker);
    }

    /** {@code timeout} is that of connecting, and that of everything together. */
    HttpPost(Resolver resolver, SSLSocketFactory tls, Duration timeout, Ticker ticker) {
        this.resolver = resolver;
        this.tls = tls;
        this.timeout = timeout;
        this.ticker = ticker;
    }

    /** The server may have put its own trust in the place of the JVM's, which seldom knows the internet's authorities. */
    private static SSLSocketFactory trustOfTheJvm() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /**
     * Posts {@code body} and answers what came back.
     *
     * @param anywhere whether an address may be one of the own network
     * @throws ForbiddenAddressException if it may not and is, or if it is one of several
     */
    Answer post(URI uri, Map<String, String> headers, String body, boolean anywhere) throws IOException {
        long began = ticker.nanos();
        boolean secure = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
        String host = uri.getHost();
        int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
        InetAddress address = checked(resolver.resolve(host), anywhere);
        try (Socket plain = new Socket()) {
            current = new Attempt(plain, began);
            if (closed) {
                throw new IOException("closed");
            }
            plain.connect(new InetSocketAddress(address, port), millisLeft(began));
            plain.setSoTimeout(millisLeft(began));
            try (Socket socket = secure ? secured(plain, host, port) : plain) {
                write(socket, request(uri, headers, body), body);
                return read(socket, began);
            }
        } finally {
            current = null;
        }
    }

    private static InetAddress checked(InetAddress[] addresses, boolean anywhere) throws IOException {
        if (addresses.length == 0) {
            throw new UnknownHostException();
        }
        for (InetAddress address : addresses) {
            if (!anywhere && !AddressGuard.isPublic(address)) {
                throw new ForbiddenAddressException();
            }
        }
        return addresses[0];
    }

    private SSLSocket secured(Socket plain, String host, int port) throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        // Without this the certificate may be anybody's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String request(URI uri, Map<String, String> headers, String body) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder("POST ")
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getHost())
                .append(uri.getPort() < 0 ? "" : ":" + uri.getPort())
                .append("\r\nUser-Agent: Leasewatch\r\nAccept: */*\r\nConnection: close\r\nContent-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        return head.append("\r\n\r\n").toString();
    }

    private static void write(Socket socket, String head, String body) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private Answer read(Socket socket, long began) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int[] left = {LONGEST_HEAD};
        while (true) {
            String[] status = line(socket, in, began, left).split(" ", 3);
            if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5]\\d\\d")) {
                throw new IOException("no HTTP");
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = line(socket, in, began, left); !line.isEmpty(); line = line(socket, in, began, left)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.putIfAbsent(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            }
            int code = Integer.parseInt(status[1]);
            // A server may say that it will answer before it does.
            if (code >= 200) {
                return new Answer(code, headers.get("Retry-After"));
            }
        }
    }

    private String line(Socket socket, InputStream in, long began, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            socket.setSoTimeout(millisLeft(began));
            int next = in.read();
            if (next < 0 || --left[0] < 0) {
                throw new IOException("no whole answer");
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    private int millisLeft(long began) throws SocketTimeoutException {
        long left =
                timeout.toMillis() - Duration.ofNanos(ticker.nanos() - began).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) left;
    }

    /** Gives up what takes too long where no timeout of a socket helps: one does not hold for writing. */
    public void abortIfLate() {
        Attempt attempt = current;
        if (attempt != null && ticker.nanos() - attempt.beganNanos() > timeout.toNanos()) {
            attempt.abort();
        }
    }

    /** Gives up what is going on, and everything that comes. */
    @Override
    public void close() {
        closed = true;
        Attempt attempt = current;
        if (attempt != null) {
            attempt.abort();
        }
    }

    /** Says which addresses a name has. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * What came back.
     *
     * @param status the HTTP status, 200 to 599
     * @param retryAfter that header as it came, {@code null} if it did not
     */
    record Answer(int status, @Nullable String retryAfter) {}

    private record Attempt(Socket socket, long beganNanos) {

        void abort() {
            try {
                socket.close();
            } catch (IOException e) {
                // It was to be of no use any more, and is.
            }
        }
    }
}
