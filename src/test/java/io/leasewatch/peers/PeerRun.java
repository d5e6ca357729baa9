package io.leasewatch.peers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Runs every program on every pool, all at once, each on a pool of its own. */
final class PeerRun {

    /** For those who speak a while after a connection came back. */
    private static final Duration UNTIL_ALL_IS_SAID = Duration.ofMillis(1500);

    private PeerRun() {}

    /** What was said of each program, in the order of {@code peers}. */
    static Map<PlainProgram, List<Verdict>> of(List<Peer> peers) throws Exception {
        List<Show> shows = new ArrayList<>();
        for (PlainProgram program : PlainProgram.values()) {
            for (Peer peer : peers) {
                String database = peers.indexOf(peer) + "-" + program;
                shows.add(new Show(program, peer, database, peer.pool(database)));
            }
        }
        try (Stage stage = new Stage()) {
            Instant begun = Instant.now();
            shows.forEach(show -> stage.start(show.database, () -> show.program.run(show.pool, stage)));
            collectUntilAllIsSaid(stage);
            stage.check();
            return verdicts(shows, begun);
        }
    }

    /** What nobody can reach is to be collected. */
    private static void collectUntilAllIsSaid(Stage stage) {
        await().atMost(Stage.LONG.multipliedBy(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    System.gc();
                    return !stage.isBusy();
                });
        await().pollDelay(UNTIL_ALL_IS_SAID).until(() -> true);
    }

    private static Map<PlainProgram, List<Verdict>> verdicts(List<Show> shows, Instant begun) {
        Map<PlainProgram, List<Verdict>> verdicts = new EnumMap<>(PlainProgram.class);
        for (PlainProgram program : PlainProgram.values()) {
            verdicts.put(
                    program,
                    shows.stream()
                            .filter(show -> show.program == program)
                            .map(show -> Verdict.of(program, show.peer.said(show.database), begun))
                            .toList());
        }
        return verdicts;
    }

    /** A program on a pool of its own. */
    private record Show(PlainProgram program, Peer peer, String database, DataSource pool) {}
}
