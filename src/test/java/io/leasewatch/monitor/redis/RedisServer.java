package io.leasewatch.monitor.redis;

import io.leasewatch.programs.Daemon;
import io.leasewatch.programs.Program;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** A real Redis server on a port of its own, which keeps nothing. */
public final class RedisServer implements AutoCloseable {

    private final Daemon daemon;

    private RedisServer(Daemon daemon) {
        this.daemon = daemon;
    }

    /** Starts one with options of its command line, such as {@code --maxclients 50}. */
    public static RedisServer start(String... options) {
        String program = Program.need("redis-server");
        int port = Program.freePort();
        List<String> command = new ArrayList<>(List.of(program, "--port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(List.of(options));
        return new RedisServer(new Daemon(port, command, new File("/dev/null").toPath()));
    }

    public int port() {
        return daemon.port();
    }

    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** A client that is connected. */
    Jedis connect() {
        Jedis client = new Jedis("127.0.0.1", port());
        client.connect();
        return client;
    }

    public void kill() {
        daemon.kill();
    }

    /** Starts it again on the same port. */
    void restart() {
        daemon.restart();
    }

    /** Lets it hang: its port is open, and it does nothing. */
    void freeze() {
        daemon.freeze();
    }

    void thaw() {
        daemon.thaw();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
