package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watched applications come and go, and nothing that watches them keeps what is gone. */
class RedeployIT {

    private static final int TIMES = 20;

    private static final String LOADER = "com.ibm.ws.classloading.internal.AppClassLoader";

    /**
     * Of each application that is redeployed, two versions before this one. The server takes its time: six redeployments of an
     * application that nobody watches left four loaders behind which only soft references and finalizers reached; with the monitor,
     * two applications left four during the test and two a few seconds later, with the agent and without it.
     */
    private static final int SLOW_TO_GO = 2 * 2;

    private static final String CONFIG = """
            <applicationMonitor pollingRate="200ms"/>
            <webApplication location="parcels.war"><classloader commonLibraryRef="h2"/></webApplication>
            """;

    @Test
    void applicationsThatAreRedeployedLeaveNoClassLoaderBehind(@TempDir Path folder) throws IOException {
        Path parcels = Parcels.archive(folder);
        ServerSetup setup = ServerSetup.runServer("redeploy")
                .agent()
                .forgetful()
                .app(parcels)
                .config(CONFIG)
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S");

        try (LibertyServer server = setup.start("leasewatch", "bookshop", "parcels")) {
            use(server);
            Heap heap = new Heap(server.pid());
            long before = heap.instances(LOADER);

            for (int i = 1; i <= TIMES; i++) {
                redeploy(server, setup.home(), Archives.BOOKSHOP, parcels);
                use(server);
            }

            assertThat(before).isPositive();
            await().atMost(SOON)
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(heap.instances(LOADER)).isBetween(before, before + SLOW_TO_GO));
        }
    }

    /** Everything that is watched: requests, JPA, work on other threads, and connections that nobody gives back. */
    private static void use(LibertyServer server) {
        for (String path : new String[] {
            "bookshop/api/books",
            "bookshop/api/books/1",
            "bookshop/api/books/titles",
            "bookshop/api/archive",
            "bookshop/api/trouble/leak-request",
            "bookshop/api/trouble/leak-archive",
            "parcels/api/parcels"
        }) {
            assertThat(server.get("/" + path).status()).as(path).isEqualTo(200);
        }
        assertThat(server.to("/parcels/api/parcels/lose").post("").status()).isEqualTo(204);
        assertThat(server.to("/parcels/api/parcels/lose-on-a-thread").post("").status())
                .isEqualTo(204);
    }

    private static void redeploy(LibertyServer server, Path home, Path... archives) throws IOException {
        List<Integer> before = updates(server, archives);
        for (Path archive : archives) {
            Path next = Files.copy(archive, home.resolve("next.war"));
            // In one step: a file that is half there is a change of its own.
            Files.move(next, home.resolve("apps").resolve(archive.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        // For longer than the server takes to look again, because it sometimes finds the same change twice.
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofMillis(500))
                .until(() -> {
                    List<Integer> now = updates(server, archives);
                    return IntStream.range(0, archives.length).allMatch(i -> now.get(i) > before.get(i))
                            && server.get("/bookshop/api/books").status() == 200
                            && server.get("/parcels/api/parcels").status() == 200;
                });
    }

    private static List<Integer> updates(LibertyServer server, Path... archives) {
        return Stream.of(archives)
                .map(archive -> archive.getFileName().toString().replace(".war", ""))
                .map(name ->
                        server.log().lines("CWWKZ0003I", "application " + name).size())
                .toList();
    }
}
