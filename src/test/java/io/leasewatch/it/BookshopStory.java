package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;

/** What has to come out on every JDK and with every database. The leak threshold of the server must be a few seconds. */
final class BookshopStory {

    private BookshopStory() {}

    static void ofAForgottenConnection(LibertyServer server) {
        Monitor monitor = new Monitor(server);
        assertThat(server.get("/bookshop/api/books").array()).hasSize(5);
        assertThat(server.get("/bookshop/api/books/1").json().getString("title"))
                .isEqualTo("Middlemarch");
        assertThat(server.get("/health/ready").status()).isEqualTo(200);

        for (int i = 0; i < 4; i++) {
            assertThat(server.get("/bookshop/api/trouble/leak-thread").status()).isEqualTo(200);
        }
        assertThat(monitor.openLeaks(4))
                .extracting((JsonObject leak) -> leak.getString("site"))
                .allMatch(site -> site.contains(SourceLine.ofGetConnection("TroubleResource.java", "leakThread")));
        assertThat(server.get("/health/ready").status()).isEqualTo(503);

        server.to("/bookshop/api/trouble/heal").post("");
        await().atMost(Monitor.SOON)
                .untilAsserted(() -> assertThat(monitor.ended("returned_late")).isEqualTo(4));
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }
}
