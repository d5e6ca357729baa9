package io.leasewatch.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real VictoriaMetrics, which takes InfluxDB's lines and is asked as Prometheus is. */
public final class VictoriaMetrics implements AutoCloseable {

    private final Daemon daemon;
    private final QueryApi api;

    /**
     * Starts it and waits until it listens.
     *
     * @param program its path
     */
    public VictoriaMetrics(String program, int port, Path folder) {
        this.daemon = new Daemon(
                port,
                List.of(
                        program,
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-storageDataPath=" + folder.resolve("data"),
                        "-search.latencyOffset=0s"),
                folder.resolve("log.txt"));
        this.api = new QueryApi(port);
    }

    /** The values of all series that a query finds at this moment. */
    public List<String> values(String expression) throws IOException, InterruptedException {
        return api.values(expression);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
