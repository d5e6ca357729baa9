package io.leasewatch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** As many as look at the dashboard of a server, and do nothing with what they are told but count its bytes. */
final class Viewers implements AutoCloseable {

    private final List<InputStream> streams = new ArrayList<>();
    private final LongAdder bytes = new LongAdder();

    /** Comes back when all of them have been let in. */
    Viewers(URI events, String credentials, int count) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String password = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Authorization", "Basic " + password)
                .build();
        for (int i = 0; i < count; i++) {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IOException("A viewer was answered with " + answer.statusCode());
            }
            InputStream stream = answer.body();
            streams.add(stream);
            Thread reader = new Thread(() -> read(stream), "viewer-" + i);
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                bytes.add(read);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** How many bytes all of them together have been told so far. */
    long bytes() {
        return bytes.sum();
    }

    @Override
    public void close() throws IOException {
        for (InputStream stream : streams) {
            stream.close();
        }
    }
}
