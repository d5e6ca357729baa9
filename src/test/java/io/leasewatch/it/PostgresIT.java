package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresIT {

    @Test
    void theBookshopOnPostgresIsWatchedLikeOnAnyDatabase() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                LibertyServer server = onPostgres("postgres", postgres.getJdbcUrl("postgres", "postgres"))
                        .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                        .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                        .start("leasewatch", "bookshop")) {
            BookshopStory.ofAForgottenConnection(server);

            Answer ordered = server.to("/bookshop/api/orders")
                    .header("Content-Type", "application/json")
                    .post("{\"bookId\":3,\"quantity\":2}");
            assertThat(ordered.status()).isEqualTo(201);
            assertThat(ordered.json().getInt("bookId")).isEqualTo(3);
        }
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
}
