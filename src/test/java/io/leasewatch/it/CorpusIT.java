package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges the programs of the corpus on two servers. With {@code -Dleasewatch.detection.write=true} the table in docs/detection.md is
 * written anew.
 */
class CorpusIT {

    /** For a machine that does other things as well. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static CorpusRun agent;
    private static CorpusRun wrapper;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        List<Program> programs = Program.all().stream()
                .filter(program ->
                        !program.needsVirtualThreads() || Jdk25.home().isPresent())
                .toList();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            try (LibertyServer server = CorpusServer.withAgent(folder, url)) {
                agent = CorpusRun.of(server, programs, Program::byAgent);
            }
            try (LibertyServer server = CorpusServer.withWrapper(folder, url)) {
                wrapper = CorpusRun.of(server, programs, Program::byWrapper);
            }
        }
        List<String> rows = DetectionTable.rows(agent, wrapper);
        DetectionTable.TABLE.leave(Archives.build().resolve("detection/table.md"), rows);
        if (Boolean.getBoolean("leasewatch.detection.write")) {
            DetectionTable.TABLE.rewrite(rows);
        }
    }

    @Test
    void everyProgramIsJudgedRightlyWithTheAgent() {
        assertThat(words(agent)).containsExactlyInAnyOrderEntriesOf(expected(agent, Program::byAgent));
    }

    @Test
    void everyProgramIsJudgedRightlyByTheWrapperAlone() {
        assertThat(words(wrapper)).containsExactlyInAnyOrderEntriesOf(expected(wrapper, Program::byWrapper));
    }

    @Test
    void everyProgramRunsAndNobodyElseIsAccused() {
        assertThat(agent.strays()).isEmpty();
        assertThat(wrapper.strays()).isEmpty();
    }

    @Test
    void leakOfATaskHasTheRequestThatSubmittedItAlsoOnTheServersDefaultExecutor() {
        assertThat(agent.findings().entrySet())
                .filteredOn(found -> found.getKey().path().startsWith("async/task-")
                        && !found.getValue().endpoints().isEmpty())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.getValue().endpoints())
                        .containsExactly("GET /" + found.getKey().path()));
    }

    @Test
    void transactionThatIsLeftBehindIsTold() {
        for (CorpusRun run : List.of(agent, wrapper)) {
            assertThat(run.findings().entrySet())
                    .filteredOn(found -> found.getValue().idleInTransaction())
                    .extracting(found -> found.getKey().path())
                    .containsExactlyInAnyOrderElementsOf(run.findings().keySet().stream()
                            .filter(Program::idleInTransaction)
                            .map(Program::path)
                            .toList());
        }
    }

    @Test
    void whatIsCertainIsKnownAtOnce() {
        List<Map.Entry<Program, Finding>> certain = Stream.of(agent, wrapper)
                .flatMap(run -> run.findings().entrySet().stream())
                .filter(found -> found.getValue().isCertain())
                .toList();

        assertThat(certain)
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.getValue().after())
                        .isLessThan(found.getKey().within().plus(SLACK)));
    }

    @Test
    void halfOfTheProgramsAreInnocent() {
        assertThat(Program.all()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Program.all())
                .filteredOn(Program::isInnocent)
                .hasSizeGreaterThanOrEqualTo(Program.all().size() / 2 - 3);
    }

    @Test
    void theDocumentTellsWhatWasFound() {
        Map<String, String> found = DetectionTable.told(DetectionTable.rows(agent, wrapper));

        Map<String, String> told = DetectionTable.told(DetectionTable.TABLE.rows());
        Program.all().stream()
                .map(program -> "`" + program.path() + "`")
                .filter(path -> !found.containsKey(path))
                .forEach(told::remove);
        assertThat(told).containsExactlyInAnyOrderEntriesOf(found);
    }

    private static Map<String, String> words(CorpusRun run) {
        Map<String, String> words = new TreeMap<>();
        run.findings().forEach((program, finding) -> words.put(program.path(), finding.words()));
        return words;
    }

    private static Map<String, String> expected(CorpusRun run, Function<Program, String> of) {
        Map<String, String> expected = new TreeMap<>();
        run.findings().keySet().forEach(program -> expected.put(program.path(), of.apply(program)));
        return expected;
    }
}
