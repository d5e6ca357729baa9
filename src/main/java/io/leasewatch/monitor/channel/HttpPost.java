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
 * A small HTTP/1.1 client that posts each request on a new connection.
 *
 * <p>The JDK's client does not fit, for two reasons. It resolves the host name itself, so it may connect to another address than the one
 * that was checked, and on Java 17 the address cannot be set. And its threads survive a stop of the monitor. This client reads only the
 * status and one header of the response, follows no redirect, and never sends a body twice.
 *
 * <p>One thread posts at a time; other threads may call {@link #abortIfLate} and {@link #close}.
 */
public final class HttpPost implements AutoCloseable {

    private static final int LONGEST_HEAD = 16_384;

    private final Resolver resolver;
    private final SSLSocketFactory tls;
    private final Duration timeout;
    private final Ticker ticker;
    private volatile @Nullable Attempt current;
    private volatile boolean closed;

    /** Creates a client with a timeout of ten seconds. */
    public HttpPost(Ticker ticker) {
        this(InetAddress::getAllByName, trustOfTheJvm(), Duration.ofSeconds(10), ticker);
    }

    /** {@code timeout} limits a request as a whole, from the connect to the end of the response. */
    HttpPost(Resolver resolver, SSLSocketFactory tls, Duration timeout, Ticker ticker) {
        this.resolver = resolver;
        this.tls = tls;
        this.timeout = timeout;
        this.ticker = ticker;
    }

    /** The default context may be the server's, whose trust store seldom has the public certificate authorities. */
    private static SSLSocketFactory trustOfTheJvm() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM does not support TLS", e);
        }
    }

    /**
     * Posts {@code body} and returns the response.
     *
     * @param allowPrivate whether the host may have private addresses
     * @throws ForbiddenAddressException if it may not, and at least one of its addresses is private
     */
    Answer post(URI uri, Map<String, String> headers, String body, boolean allowPrivate) throws IOException {
        long began = ticker.nanos();
        boolean secure = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
        String host = uri.getHost();
        int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
        InetAddress address = checked(resolver.resolve(host), allowPrivate);
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

    private static InetAddress checked(InetAddress[] addresses, boolean allowPrivate) throws IOException {
        if (addresses.length == 0) {
            throw new UnknownHostException();
        }
        for (InetAddress address : addresses) {
            if (!allowPrivate && !AddressGuard.isPublic(address)) {
                throw new ForbiddenAddressException();
            }
        }
        return addresses[0];
    }

    private SSLSocket secured(Socket plain, String host, int port) throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        // Verifies the host name. Without this any valid certificate is accepted.
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
                throw new IOException("not an HTTP response");
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
            // An interim response (1xx) may precede the final one.
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
                throw new IOException("incomplete response");
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

    /** Aborts a request that takes too long. Needed because socket timeouts do not apply to writing. */
    public void abortIfLate() {
        Attempt attempt = current;
        if (attempt != null && ticker.nanos() - attempt.beganNanos() > timeout.toNanos()) {
            attempt.abort();
        }
    }

    /** Aborts the current request; later ones fail. */
    @Override
    public void close() {
        closed = true;
        Attempt attempt = current;
        if (attempt != null) {
            attempt.abort();
        }
    }

    /** Resolves a host name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * A response.
     *
     * @param status the HTTP status, 200 to 599
     * @param retryAfter the value of the header {@code Retry-After}, {@code null} if there is none
     */
    record Answer(int status, @Nullable String retryAfter) {}

    private record Attempt(Socket socket, long beganNanos) {

        void abort() {
            try {
                socket.close();
            } catch (IOException e) {
                // The socket is unusable either way.
            }
        }
    }
}
