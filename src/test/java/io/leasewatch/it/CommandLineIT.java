package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.it.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The jar of the command line as it is shipped, in a process of its own. */
@ExtendWith(RunServer.class)
class CommandLineIT {

    private final LibertyServer server;
    private final Monitor monitor;

    CommandLineIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    @AfterEach
    void heal() {
        monitor.heal();
    }

    @BeforeEach
    void awaitTheFirstReading() {
        monitor.awaitTheFirstReading();
    }

    @Test
    void rightCodeUnderLoadHasNoLeak() throws Exception {
        Ended stress = CommandLine.run(
                server, "stress", "--endpoint=/bookshop/api/books", "--requests=20", "--waves=3", "--delay=100");

        assertThat(stress.code()).as(stress.toString()).isZero();
        assertThat(stress.out())
                .contains("60 of 60 requests succeeded (100.0%)", "no leak: 0 in use, 0 at the start")
                .doesNotContain("\u001b");
        assertThat(stress.err()).isEmpty();
    }

    @Test
    void forgottenConnectionsAreCountedAndTheirLineIsNamed() throws Exception {
        Ended stress = CommandLine.run(
                server,
                "stress",
                "--endpoint=/bookshop/api/trouble/leak-thread",
                "--requests=2",
                "--waves=2",
                "--settle=3");

        assertThat(stress.code()).as(stress.toString()).isEqualTo(1);
        assertThat(stress.out())
                .contains("leaking 2 connections per wave: 4 in use, 0 at the start")
                .contains("  4 x " + SourceLine.ofGetConnection("TroubleResource.java", "leakThread"))
                .contains("jdbc/bookshop (thread_ended)");
    }

    @Test
    void topShowsThePoolsAndWhoHoldsThem() throws Exception {
        server.get("/bookshop/api/trouble/leak-thread");
        monitor.openLeaks(1);

        Ended top = CommandLine.run(server, "top", "--once");

        assertThat(top.code()).as(top.toString()).isZero();
        assertThat(top.out())
                .contains("jdbc/bookshop", "jdbc/reports", "jdbc/audit")
                .containsPattern("LEAKED +jdbc/bookshop +idle +"
                        + SourceLine.ofGetConnection("TroubleResource.java", "leakThread"))
                .containsPattern("thread_ended +jdbc/bookshop +TroubleResource.java:")
                .doesNotContain("\u001b");
    }

    @Test
    void toolsAreInTheirJarAndNowhereElse() throws IOException {
        assertThat(entries(Archives.CLI))
                .contains("io/leasewatch/cli/Cli.class")
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name ->
                        name.matches("(io/leasewatch/(cli|core/time)|picocli|com/google/gson|org/HdrHistogram)/.*"));
        assertThat(List.of(Archives.MONITOR, Archives.LIBRARY, Archives.AGENT))
                .allSatisfy(archive -> assertThat(entries(archive))
                        .noneMatch(name -> name.contains("leasewatch/cli/") || name.contains("picocli")));
    }

    private static List<String> entries(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(entry -> entry.getName()).toList();
        }
    }
}
