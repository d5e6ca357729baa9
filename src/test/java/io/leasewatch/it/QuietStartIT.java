package io.leasewatch.it;

import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The run server as the README starts it, with the agent: it starts without a warning, an error, or a file in logs/ffdc. */
class QuietStartIT {

    /**
     * A warning or an error by its id, such as CWNEN0047W, CWWKZ0002E, LSW1001W or WELD-001471; and WELD-000119, which is information,
     * about a class that CDI could not load.
     */
    private static final Pattern BAD_ID =
            Pattern.compile("\\b[A-Z]{3,8}\\d{3,5}[WEF]:|\\b[A-Z]+-\\d{6}:? (WARN|ERROR)|WELD-000119");

    /** The level of a line in messages.log: warning, error, fatal, or standard error. */
    private static final Pattern BAD_LEVEL = Pattern.compile("^\\[[^\\]]+\\] [0-9a-f]{8} \\S+ +[WEFR] ");

    @ParameterizedTest
    @CsvSource({
        "shipped, true, AS_SHIPPED",
        "telemetry, true, WITH_TELEMETRY",
        "alone-telemetry, false, WITH_TELEMETRY",
        "alone-bare, false, WITHOUT_OPTIONAL"
    })
    void serverStartsWithoutAWarning(String name, boolean library, Optional features) throws IOException {
        ServerSetup setup = ServerSetup.runServer("quiet-" + name)
                .agent()
                // On a busy machine a start takes longer than the 30 seconds after which the server warns.
                .config("<applicationManager startTimeout=\"5m\"/>")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .env("LEASEWATCH_SUMMARY_INTERVAL", "PT2S");
        if (!library) {
            withoutLibrary(setup);
        }
        features.in(setup);
        try (LibertyServer server = setup.start("leasewatch", "bookshop")) {
            assertThat(server.hasStarted("leasewatch")).isTrue();
            assertThat(server.hasStarted("bookshop")).isTrue();
            assertThat(server.log().lines("LSW5005I")).hasSize(1);
            assertThat(server.log().lines("CWWKF0012I", "mpTelemetry-").isEmpty())
                    .isEqualTo(features != Optional.WITH_TELEMETRY);
            await().atMost(SOON)
                    .until(() -> !server.log()
                            .lines("LSW5019I", "The dashboard is at " + server.url("/leasewatch/") + ".")
                            .isEmpty());
            assertThat(server.get("/leasewatch/", Call.VIEWER).status()).isEqualTo(200);
            new Monitor(server).awaitTheFirstReading();
            // It comes after a sweep for leaks, and after the periodic tasks that read the pools and publish what they
            // read.
            await().atMost(SOON).until(() -> !server.log().lines("LSW2005I").isEmpty());
            assertThat(server.get("/health/ready").status()).isEqualTo(200);

            assertThat(bad(server)).isEmpty();
            assertThat(ffdc(server)).isEmpty();
        }
    }

    /** Which of the features that Leasewatch uses if they are there. */
    enum Optional {
        AS_SHIPPED {
            @Override
            void in(ServerSetup setup) {}
        },
        WITH_TELEMETRY {
            @Override
            void in(ServerSetup setup) {
                setup.edit("server.xml", OPEN_API, OPEN_API + "<feature>mpTelemetry</feature>")
                        .env("OTEL_SDK_DISABLED", "false")
                        // There is no collector to send anything to.
                        .env("OTEL_TRACES_EXPORTER", "none")
                        .env("OTEL_LOGS_EXPORTER", "none")
                        .env("OTEL_METRICS_EXPORTER", "none");
            }
        },
        WITHOUT_OPTIONAL {
            @Override
            void in(ServerSetup setup) {
                setup.edit("server.xml", OPEN_API, "")
                        .edit("server.xml", "<mpOpenAPI>", "<!--")
                        .edit("server.xml", "</mpOpenAPI>", "-->")
                        .edit("server.xml", "<feature>mpMetrics-5.1</feature>", "")
                        .edit("server.xml", "<mpMetrics authentication=\"false\"/>", "");
            }
        };

        private static final String OPEN_API = "<feature>mpOpenAPI</feature>";

        abstract void in(ServerSetup setup);
    }

    /** The monitor brings its own library then, and the agent watches the data sources themselves. */
    private static void withoutLibrary(ServerSetup setup) {
        setup.without("lib/leasewatch-lib.jar")
                .edit("leasewatch.xml", "<file name=\"${leasewatch.lib}/leasewatch-lib.jar\"/>", "")
                .edit("server.xml", "commonLibraryRef=\"leasewatch,h2\"", "commonLibraryRef=\"h2\"");
        for (String pool : List.of("bookshop", "reports", "audit")) {
            setup.edit("server.xml", "jndiName=\"jdbc/" + pool + "\"", "jndiName=\"jdbc/" + pool + "-watched\"")
                    .edit("server.xml", "jndiName=\"jdbc/" + pool + "-pool\"", "jndiName=\"jdbc/" + pool + "\"");
        }
    }

    private static List<String> bad(LibertyServer server) throws IOException {
        List<String> bad = new ArrayList<>();
        for (String log : List.of("logs/messages.log", "console.out")) {
            try (Stream<String> lines = Files.lines(server.directory().resolve(log))) {
                lines.filter(line -> BAD_ID.matcher(line).find()
                                || BAD_LEVEL.matcher(line).find())
                        .forEach(bad::add);
            }
        }
        return bad;
    }

    private static List<String> ffdc(LibertyServer server) throws IOException {
        Path folder = server.directory().resolve("logs/ffdc");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(QuietStartIT::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return file.getFileName() + ": "
                    + Files.readString(file).lines().limit(12).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
