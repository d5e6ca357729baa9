package io.leasewatch.it;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the programs of the corpus on a server, many at once, and gathers what its monitor says of them.
 *
 * @param findings by the program's path
 * @param strays leaks that are no program's, and programs that failed
 */
record CorpusRun(Map<Program, Finding> findings, List<String> strays) {

    /** How long an innocent program is watched when all have run: longer than anything is accused after. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    /** How many programs run at once: a small executor grows slowly, and programs wait for each other's tasks. */
    private static final int AT_ONCE = 6;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    static CorpusRun of(LibertyServer server, List<Program> programs, Expected expected) {
        if (!server.hasStarted("corpus")) {
            throw new IllegalStateException(
                    "The corpus did not start; the log ends:\n" + server.log().tail());
        }
        Monitor monitor = new Monitor(server);
        Collection<String> failed = new ConcurrentLinkedQueue<>();
        Map<Program, Instant> answered = run(server, programs, failed);
        Instant quiet = Instant.now().plus(QUIET);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(LONGEST)
                .until(() -> {
                    // Some kinds are proved by the garbage collector.
                    server.get("/corpus/gc");
                    return Instant.now().isAfter(quiet);
                });
        CorpusRun run = judge(monitor, answered);
        for (int i = 0; i < 10 && !run.isAs(expected); i++) {
            await().pollDelay(Duration.ofSeconds(1))
                    .until(() -> server.get("/corpus/gc").status() < 500);
            run = judge(monitor, answered);
        }
        run.strays().addAll(failed);
        return run;
    }

    /** What is expected to be said of a program on this server. */
    interface Expected {
        String of(Program program);
    }

    Finding of(Program program) {
        return Objects.requireNonNull(findings.get(program), program.path());
    }

    boolean isAs(Expected expected) {
        return findings.entrySet().stream()
                .allMatch(entry ->
                        expected.of(entry.getKey()).equals(entry.getValue().words()));
    }

    private static Map<Program, Instant> run(LibertyServer server, List<Program> programs, Collection<String> failed) {
        Map<Program, CompletableFuture<Instant>> running = new LinkedHashMap<>();
        Semaphore free = new Semaphore(AT_ONCE);
        for (Program program : programs) {
            free.acquireUninterruptibly();
            running.put(program, run(server, program, failed).whenComplete((over, failure) -> free.release()));
        }
        Map<Program, Instant> answered = new LinkedHashMap<>();
        running.forEach((program, answer) -> answered.put(program, answer.join()));
        return answered;
    }

    /** Returns when its first request was over. */
    private static CompletableFuture<Instant> run(LibertyServer server, Program program, Collection<String> failed) {
        CompletableFuture<Answer> first = server.to("/corpus/" + program.path()).getLater();
        CompletableFuture<Instant> over = first.thenApply(answer -> Instant.now());
        CompletableFuture<Answer> last = first;
        for (String next : program.then()) {
            last = last.thenCombineAsync(
                            first,
                            (before, begun) -> {
                                check(program, before, failed);
                                return server.to("/corpus/" + next)
                                        .header(
                                                "Cookie",
                                                begun.header("Set-Cookie").replaceFirst(";.*", ""));
                            },
                            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                    .thenCompose(Call::getLater);
        }
        return last.thenCombine(over, (answer, when) -> {
            check(program, answer, failed);
            return when;
        });
    }

    private static void check(Program program, Answer answer, Collection<String> failed) {
        if (answer.status() != 200) {
            failed.add(program.path() + " was answered with " + answer.status());
        }
    }

    private static CorpusRun judge(Monitor monitor, Map<Program, Instant> answered) {
        List<JsonObject> leaks =
                monitor.get("leaks?limit=1000").getJsonArray("leaks").getValuesAs(JsonObject.class);
        Map<Program, Finding> findings = new LinkedHashMap<>();
        answered.forEach((program, when) -> findings.put(
                program,
                Finding.of(
                        program,
                        leaks.stream().filter(leak -> isOf(program, leak)).toList(),
                        when)));
        List<String> strays = leaks.stream()
                .filter(leak -> answered.keySet().stream().noneMatch(program -> isOf(program, leak)))
                .map(JsonObject::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        return new CorpusRun(findings, strays);
    }

    private static boolean isOf(Program program, JsonObject leak) {
        return leak.getString("site").equals(program.site())
                || leak.getJsonObject("lease").getString("endpoint").equals("GET /" + program.path());
    }
}
