package io.leasewatch.monitor.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on loopback, for plain requests and for tunnels. It alone knows where the names lead: all to one port on loopback. While it
 * is open, it is the proxy of this JVM.
 */
final class ForwardProxy implements AutoCloseable {

    private static final List<String> PROPERTIES =
            List.of("http.proxyHost", "http.proxyPort", "https.proxyHost", "https.proxyPort");

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;
    private final int target;
    private volatile String refusal = "";

    ForwardProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        for (String scheme : List.of("http", "https")) {
            System.setProperty(scheme + ".proxyHost", "localhost");
            System.setProperty(scheme + ".proxyPort", Integer.toString(server.getLocalPort()));
        }
        threads.execute(this::accept);
    }

    /** Answers all requests itself, with {@code status}. */
    void refuses(String status) {
        refusal = status;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket onward = new Socket(InetAddress.getLoopbackAddress(), target)) {
            String head = head(client.getInputStream());
            String line = head.substring(0, head.indexOf('\r'));
            requests.add(line);
            if (!refusal.isEmpty()) {
                answer(client, refusal + "\r\nContent-Length: 2\r\n\r\nno");
                return;
            }
            if (line.startsWith("CONNECT ")) {
                answer(client, "200 Connection established\r\n\r\n");
            } else {
                onward.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            }
            threads.execute(() -> copy(client, onward));
            copy(onward, client);
        } catch (IOException e) {
            // One side has left.
        }
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + text).getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void copy(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has left.
        }
    }

    @Override
    public void close() throws IOException {
        PROPERTIES.forEach(System::clearProperty);
        server.close();
        threads.shutdownNow();
    }
}
