package io.leasewatch.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** An HTTP request that is put together, then sent. */
final class Call {

    /** Users of the run server, as {@code name:password}. */
    static final String VIEWER = "viewer:viewer";

    static final String ADMIN = "admin:admin";

    static {
        // The server closes connections that were idle for 30 s. A request on one that it is just closing would fail.
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private final HttpRequest.Builder request;

    Call(URI uri) {
        request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    }

    Call as(String credentials) {
        return header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    Answer get() {
        return send(request.GET());
    }

    CompletableFuture<Answer> getLater() {
        return CLIENT.sendAsync(request.GET().build(), BodyHandlers.ofString()).thenApply(Answer::of);
    }

    Answer post(String body) {
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    Answer put(String body) {
        return send(request.PUT(BodyPublishers.ofString(body)));
    }

    Answer delete() {
        return send(request.DELETE());
    }

    /** By any method; {@code body} may be empty. */
    Answer send(String method, String body) {
        return send(request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** Asks for what has no end, and hangs up when the answer begins. */
    Answer begin() {
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request.GET().build(), BodyHandlers.ofInputStream());
            answer.body().close();
            return new Answer(answer.statusCode(), answer.headers(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a stream, and returns when it has begun. Completes with all that came, when it ends. */
    CompletableFuture<String> stream() {
        HttpResponse<InputStream> answer = CLIENT.sendAsync(request.GET().build(), BodyHandlers.ofInputStream())
                .join();
        return CompletableFuture.supplyAsync(() -> {
            try (InputStream body = answer.body()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** In pieces, without saying how many there will be. */
    Answer postInPieces(byte[] body) {
        return send(request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    /** As scripts do that may change something. */
    Answer postJson(String body) {
        return header("Content-Type", "application/json")
                .header("X-Requested-With", "it")
                .post(body);
    }

    /** The same to put something in another's place. */
    Answer putJson(String body) {
        return header("Content-Type", "application/json")
                .header("X-Requested-With", "it")
                .put(body);
    }

    /** The same to do away with something. */
    Answer deleteJson() {
        return header("Content-Type", "application/json")
                .header("X-Requested-With", "it")
                .delete();
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
