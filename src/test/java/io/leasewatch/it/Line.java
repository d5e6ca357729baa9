package io.leasewatch.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The line between a browser and a server: it can be cut and mended, and it can keep events to itself as some proxies do. Everything that
 * is asked of the events, and what was answered, is kept.
 *
 * <p>Thread-safe.
 */
final class Line implements AutoCloseable {

    private static final String EVENTS = "GET /leasewatch/api/events ";

    private final URI server;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Talk> talks = new CopyOnWriteArrayList<>();
    private volatile boolean cut;
    private volatile boolean mute;
    private volatile boolean aged;

    Line(LibertyServer server) throws IOException {
        this.server = server.base();
        start(this::accept);
    }

    /** Where a browser finds the server through it. */
    String url(String path) {
        return "http://127.0.0.1:" + door.getLocalPort() + path;
    }

    /** Nothing gets through any more. */
    void cut() {
        cut = true;
        sockets.forEach(Line::close);
    }

    void mend() {
        cut = false;
    }

    /** No event gets through, and nobody is told so. */
    void mute() {
        mute = true;
    }

    /** Events get through again to those who ask again. */
    void unmute() {
        mute = false;
        sockets.forEach(Line::close);
    }

    /** From now on whoever says what they heard last says something that is long forgotten, as after a long time away. */
    void age() {
        aged = true;
    }

    /** What was asked of the events, and answered. */
    List<Talk> talks() {
        return talks;
    }

    private void accept() throws IOException {
        while (true) {
            Socket browser = door.accept();
            if (cut) {
                close(browser);
            } else {
                Socket target = new Socket(server.getHost(), server.getPort());
                sockets.add(browser);
                sockets.add(target);
                Wire wire = new Wire(browser, target);
                start(wire::ask);
                start(wire::answer);
            }
        }
    }

    private static void start(Piece piece) {
        Thread thread = new Thread(
                () -> {
                    try {
                        piece.run();
                    } catch (IOException e) {
                        // One end has hung up, or the test is over.
                    }
                },
                "line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cut = true;
        door.close();
        sockets.forEach(Line::close);
    }

    private interface Piece {
        void run() throws IOException;
    }

    /** What was asked, and what came back of it so far. */
    record Talk(String question, StringBuffer answer) {}

    /** One connection. */
    private final class Wire {

        private final Socket browser;
        private final Socket target;
        private volatile Talk talk = new Talk("", new StringBuffer());

        Wire(Socket browser, Socket target) {
            this.browser = browser;
            this.target = target;
        }

        void ask() throws IOException {
            pass(browser, target, piece -> {
                talk = new Talk(piece, new StringBuffer());
                if (ofEvents()) {
                    talks.add(talk);
                }
                return aged && ofEvents() ? piece.replaceFirst("(Last-Event-ID: \\w+)-\\d+", "$1-0") : piece;
            });
        }

        void answer() throws IOException {
            pass(target, browser, piece -> {
                if (ofEvents()) {
                    talk.answer().append(piece);
                }
                return mute && ofEvents() ? "" : piece;
            });
        }

        private boolean ofEvents() {
            return talk.question().startsWith(EVENTS);
        }

        private void pass(Socket from, Socket to, Ear ear) throws IOException {
            byte[] bytes = new byte[65_536];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    // One character a byte: what is no text goes on as it came.
                    String piece = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                    out.write(ear.passesOn(piece).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private interface Ear {
        String passesOn(String piece);
    }
}
