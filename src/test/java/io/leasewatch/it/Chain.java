package io.leasewatch.it;

import io.leasewatch.monitor.pgbouncer.PgBouncer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The run server, a PgBouncer and a PostgreSQL in a row, each on a port of this machine: the bookshop's three data sources lead through the one
 * to the other. Without the program PgBouncer they lead straight there.
 */
final class Chain implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Optional<PgBouncer> pgbouncer;
    private final LibertyServer server;

    private Chain(EmbeddedPostgres postgres, Optional<PgBouncer> pgbouncer, LibertyServer server) {
        this.postgres = postgres;
        this.pgbouncer = pgbouncer;
        this.server = server;
    }

    /** Starts them, and those that have started end if another does not. An empty port is any that is free. */
    static Chain start(String name, boolean pooled, String port) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        Optional<PgBouncer> pgbouncer = Optional.empty();
        try {
            pgbouncer = pooled ? Optional.of(before(postgres)) : Optional.empty();
            return new Chain(postgres, pgbouncer, server(name, port, postgres, pgbouncer));
        } catch (IOException | RuntimeException | Error e) {
            pgbouncer.ifPresent(PgBouncer::close);
            postgres.close();
            throw e;
        }
    }

    /** By session, so that a connection which waits keeps its backend. */
    private static PgBouncer before(EmbeddedPostgres postgres) throws IOException {
        return PgBouncer.before(
                postgres.getPort(),
                "pool_mode = session",
                "[databases]",
                "shop = host=127.0.0.1 port=" + postgres.getPort() + " dbname=postgres user=postgres pool_size=20");
    }

    private static LibertyServer server(
            String name, String port, EmbeddedPostgres postgres, Optional<PgBouncer> pgbouncer) {
        String url = pgbouncer
                .map(one ->
                        "jdbc:postgresql://127.0.0.1:" + one.port() + "/shop?user=app&password=" + PgBouncer.PASSWORD)
                .orElse(postgres.getJdbcUrl("postgres", "postgres"));
        ServerSetup setup = onPostgres(name, url).agent();
        asked(setup, postgres);
        pgbouncer.ifPresent(one -> setup.env("LEASEWATCH_PGBOUNCER_URL", one.url())
                .env("LEASEWATCH_PGBOUNCER_USER", "watcher")
                .env("LEASEWATCH_PGBOUNCER_PASSWORD", PgBouncer.PASSWORD)
                .env("LEASEWATCH_PGBOUNCER_INTERVAL", "PT1S"));
        return (port.isEmpty() ? setup : setup.env("HTTP_PORT", port)).start("leasewatch", "bookshop");
    }

    /** Has the monitor ask that database, often enough for a test. */
    static ServerSetup asked(ServerSetup setup, EmbeddedPostgres postgres) {
        return setup.env("LEASEWATCH_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
                .env("LEASEWATCH_POSTGRES_USER", "postgres")
                .env("LEASEWATCH_POSTGRES_INTERVAL", "PT1S");
    }

    /** The run server, its three data sources turned to one database. */
    static ServerSetup onPostgres(String name, String url) {
        ServerSetup setup = ServerSetup.runServer(name)
                // The bookshop's archive stays what it is.
                .config("<library id=\"h2\"><file name=\"${server.config.dir}/lib/h2.jar\"/></library>")
                .edit("server.xml", "<library id=\"h2\">", "<library id=\"postgresql\">")
                .edit("server.xml", "/lib/h2.jar", "/lib/postgresql.jar")
                .edit("server.xml", "<jdbcDriver libraryRef=\"h2\"/>", "<jdbcDriver libraryRef=\"postgresql\"/>");
        for (String database : new String[] {"bookshop", "reports", "audit"}) {
            setup.edit(
                    "server.xml",
                    "<properties URL=\"jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1\"/>",
                    "<properties.postgresql URL=\"" + url.replace("&", "&amp;") + "\"/>");
        }
        return setup;
    }

    /** The PgBouncer in the middle. */
    PgBouncer pgbouncer() {
        return pgbouncer.orElseThrow();
    }

    LibertyServer server() {
        return server;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            pgbouncer.ifPresent(PgBouncer::close);
            postgres.close();
        }
    }

    /** Runs them until they are told to end: {@code mvn -B -DskipTests -Ppostgres package}. The first argument is the server's port. */
    public static void main(String[] arguments) throws Exception {
        Chain chain = startForPeople(arguments[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                chain.pgbouncer.ifPresent(PgBouncer::close);
                chain.postgres.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL did not stop: " + e);
            }
        }));
        System.out.println("PostgreSQL listens on port " + chain.postgres.getPort()
                + chain.pgbouncer
                        .map(one -> ", PgBouncer on port " + one.port())
                        .orElse("; there is no PgBouncer on this machine")
                + ". The bookshop is at http://localhost:" + arguments[0] + "/bookshop/. Ctrl+C ends all.");
        chain.server.awaitEnd();
        System.exit(0);
    }

    private static Chain startForPeople(String port) throws IOException {
        try {
            return start("postgres-run", true, port);
        } catch (TestAbortedException e) {
            return start("postgres-run", false, port);
        }
    }
}
