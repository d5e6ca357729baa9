package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.docs.Command;
import io.leasewatch.docs.RunElsewhere;
import io.leasewatch.programs.Program;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the README and the guide, as they stand there, page by page from top to bottom, by a shell in a folder that has what the pages
 * speak of. Only {@link #atThisServer} changes anything in them.
 */
@ExtendWith(RunServer.class)
class DocumentedCommandsIT {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:9080(/[\\w./?=-]*)");

    /** What is another tomorrow: a number with its unit, or how it goes. */
    private static final String MOMENTARY = "\\d+(?:\\.\\d+)?(?: (?:ms|s|min)\\b)?|(?:healthy|degraded|unhealthy)\\b";

    private static final Pattern PART = Pattern.compile("(" + MOMENTARY + ")|(\\s+)|[^\\d\\s]+");

    private final LibertyServer server;
    private final Monitor monitor;

    @TempDir
    private Path folder;

    DocumentedCommandsIT(LibertyServer server) {
        this.server = server;
        this.monitor = new Monitor(server);
    }

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectory(folder.resolve("target"));
        for (String place : List.of("leasewatch-cli.jar", "target/leasewatch-cli.jar")) {
            Files.copy(Archives.CLI, folder.resolve(place));
        }
        Files.copy(Archives.AGENT, Files.createDirectory(folder.resolve("lib")).resolve("leasewatch-agent.jar"));
        Path prometheus = Files.createDirectories(folder.resolve("ops/prometheus"));
        for (String name : List.of("scrape.yml", "alerts.yml", "alerts_test.yml")) {
            String text = atThisServer(Files.readString(Path.of("ops/prometheus", name)));
            Files.writeString(prometheus.resolve(name), text);
            Files.writeString(folder.resolve(name.replace("scrape", "prometheus")), text);
        }
        Files.writeString(folder.resolve(".curlrc"), """
                fail-with-body
                silent
                noproxy = "*"
                write-out = "%{stderr}HTTP %{http_code}\\n"
                """);
        monitor.heal();
        monitor.awaitTheFirstReading();
    }

    @AfterEach
    void leaveEverythingAsItWas() {
        server.to("/leasewatch/api/settings")
                .as(ADMIN)
                .putJson(
                        "{\"leasewatch.enabled\":null,\"leasewatch.leak.threshold\":null,\"leasewatch.reclaim.mode\":null}");
        server.to("/leasewatch/api/settings/alert-rules").as(ADMIN).putJson("{\"rules\":null}");
        monitor.heal();
    }

    /**
     * What readers put in: where their server is, a password, their own pool and what they ask of their application, an alert, and a port that nobody has.
     * This server is without the agent, which knows whose data source it is.
     */
    private String atThisServer(String text) {
        return text.replaceAll("(-cli\\.jar (?:stress|top))(?! --base-url)", "$1 --base-url http://localhost:9080")
                .replace("\"$SHOP\" --endpoint /api/orders", "http://localhost:9080 --endpoint /bookshop/api/books")
                .replace("prometheus --", "prometheus --web.listen-address=127.0.0.1:" + Program.freePort() + " --")
                .replace("localhost:9080", server.base().getAuthority())
                .replaceAll("(viewer|admin):…", "$1:$1")
                .replace("jdbc/orders", "jdbc/bookshop")
                .replace("bookshop/java:app/", "java:app/")
                .replace("seconds=60", "seconds=2")
                .replace("/alerts/7/", text.contains("/alerts/7/") ? "/alerts/" + firing() + "/" : "");
    }

    private String firing() {
        server.get("/bookshop/api/trouble/leak-thread");
        monitor.openLeaks(1);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> newest().getString("status").equals("firing"));
        return newest().getString("id");
    }

    private JsonObject newest() {
        return monitor.list("alerts").get(0);
    }

    static Stream<Path> pages() {
        return Command.pages().stream().filter(page -> commands(page).findAny().isPresent());
    }

    private static Stream<Command> commands(Path page) {
        return Command.of(page).stream().filter(command -> !RunElsewhere.has(command));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyCommandOfAPageDoesWhatThePageSays(Path page) throws Exception {
        for (String program : List.of("curl", "jq", "promtool", "prometheus")) {
            if (commands(page).anyMatch(command -> command.text().matches("(?s)(.*\\W)?" + program + " .*"))) {
                Program.need(program);
            }
        }

        for (Command command : commands(page).toList()) {
            Ended ended = run(command);

            assertThat(ended.code())
                    .as(command + " said " + ended)
                    .isEqualTo(command.answer().stream().anyMatch(line -> line.startsWith("leaking ")) ? 1 : 0);
            assertThat(ended.err().lines().filter(line -> line.startsWith("HTTP ")))
                    .as(command.toString())
                    .allMatch(line -> line.startsWith("HTTP 2"));
            assertThat(command.answer().stream().filter(line -> !line.isBlank()))
                    .as(command + " said " + ended)
                    .allSatisfy(line -> assertThat(ended.out()).containsPattern(shape(atThisServer(line))));
        }
    }

    @Test
    void everyAddressOfAPageIsThere() throws IOException {
        for (Path page : Command.pages()) {
            for (String path : ADDRESS.matcher(Files.readString(page))
                    .results()
                    .map(address -> address.group(1))
                    .filter(path -> !path.startsWith("/bookshop/api/trouble/"))
                    .toList()) {
                Answer answer = server.get(path, ADMIN);

                // What is there to be changed, and not to be read, is answered with 405.
                assertThat(answer.status()).as(page + ": " + path).isIn(200, 302, 405);
            }
        }
    }

    /** A line that tells the same of another moment. */
    private static Pattern shape(String line) {
        String regex = PART.matcher(line.strip()).replaceAll(part -> {
            String text = part.group(1) == null ? Pattern.quote(part.group()) : "(?:" + MOMENTARY + ")";
            return Matcher.quoteReplacement(part.group(2) == null ? text : "\\s+");
        });
        return Pattern.compile("(?m)^\\s*" + regex + "\\s*$");
    }

    private Ended run(Command command) throws IOException, InterruptedException {
        Path out = folder.resolve("out-" + command.line());
        Path err = folder.resolve("err-" + command.line());
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", atThisServer(command.text()))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        shell.environment().put("CURL_HOME", folder.toString());
        shell.environment().merge("PATH", System.getProperty("java.home") + "/bin:", (path, java) -> java + path);
        shell.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = shell.start();
        try {
            if (goesOn(command)) {
                await().atMost(SOON).until(() -> said(out, err).matches("(?s).*(jdbc/bookshop|ready to receive).*"));
                return new Ended(0, said(out), said(err));
            }
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(command + " ends")
                    .isTrue();
            return new Ended(process.exitValue(), said(out), said(err));
        } finally {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroy);
        }
    }

    /** Until somebody has seen enough. */
    private static boolean goesOn(Command command) {
        return command.text().startsWith("prometheus ") || command.text().endsWith(" top");
    }

    private static String said(Path... files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    /** A shell that has ended, or was ended because it had said enough. */
    private record Ended(int code, String out, String err) {}
}
