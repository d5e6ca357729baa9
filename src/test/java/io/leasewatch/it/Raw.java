package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sends what no proper client would: paths just as they are written. */
final class Raw {

    private Raw() {}

    static Answer ask(LibertyServer server, String method, String path) {
        return send(server, method, path, "");
    }

    /** By another name of the server, for which it remembers nothing yet. */
    static Answer askByName(LibertyServer server, String name, String path) {
        return send(server, "GET", path, name + ":" + server.base().getPort(), "", "");
    }

    static Answer ask(LibertyServer server, String method, String path, String credentials) {
        return send(server, method, path, basic(credentials));
    }

    /**
     * A stream of events of which only the beginning is read. The answer ends there; closing the socket drops the stream.
     *
     * @param header more lines of the request, each with its line end
     * @param read receives the beginning of the answer: its head, and what came with it
     */
    static Socket open(LibertyServer server, String path, String credentials, String header, Consumer<Answer> read) {
        URI base = server.base();
        try {
            Socket socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(30_000);
            String head = "GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + basic(credentials)
                    + header + "Accept: text/event-stream\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder();
            byte[] piece = new byte[2_000];
            while (text.indexOf("\r\n\r\n") < 0) {
                int length = socket.getInputStream().read(piece);
                if (length < 0) {
                    break;
                }
                text.append(new String(piece, 0, length, StandardCharsets.UTF_8));
            }
            read.accept(answer(text.toString()));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a body, whatever it is, that is said to be JSON. */
    static Answer send(LibertyServer server, String method, String path, String credentials, String body) {
        return send(
                server,
                method,
                path,
                server.base().getAuthority(),
                basic(credentials) + "Content-Type: application/json\r\n",
                body);
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static Answer send(LibertyServer server, String method, String path, String header) {
        return send(server, method, path, server.base().getAuthority(), header, "");
    }

    private static Answer send(
            LibertyServer server, String method, String path, String host, String header, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        URI base = server.base();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + header
                    + "X-Requested-With: it\r\nConnection: close\r\nContent-Length: " + content.length
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(content);
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.computeIfAbsent(head[i].substring(0, colon), name -> new ArrayList<>())
                    .add(head[i].substring(colon + 1).strip());
        }
        return new Answer(
                Integer.parseInt(head[0].split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                text.substring(end + 4));
    }
}
