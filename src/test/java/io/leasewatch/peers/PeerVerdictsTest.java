package io.leasewatch.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Has other pools judge plain programs as well. With {@code -Dleasewatch.detection.write=true} their table in docs/detection.md is written
 * anew.
 */
class PeerVerdictsTest {

    private static Map<PlainProgram, List<Verdict>> verdicts;
    private static List<String> rows;

    @BeforeAll
    static void run() throws Exception {
        try (PoolLog log = new PoolLog(Tomcat.LOG);
                Peer hikari = new Hikari();
                Peer leases = new Leases();
                Peer agroal = new Agroal();
                Peer tomcat = new Tomcat(log, "");
                Peer resetting = new Tomcat(log, "ResetAbandonedTimer")) {
            List<Peer> peers = List.of(leases, hikari, agroal, tomcat, resetting);
            verdicts = PeerRun.of(peers);
            rows = PeerTable.rows(verdicts, peers);
        }
        PeerTable.TABLE.leave(Path.of("target/detection/peers.md"), rows);
        if (Boolean.getBoolean("leasewatch.detection.write")) {
            PeerTable.TABLE.rewrite(rows);
        }
    }

    @Test
    void leasewatchJudgesEveryPlainProgramRightlyButTheOneThatNobodyCanTell() {
        Map<PlainProgram, String> wrong = new TreeMap<>();
        verdicts.forEach((program, said) -> {
            if (!said.get(0).words().equals(program.right)) {
                wrong.put(program, said.get(0).words());
            }
        });

        assertThat(wrong).containsExactly(Map.entry(PlainProgram.LONG_WORK, "overdue, returned_late"));
    }

    @Test
    void theDocumentTellsWhatWasFound() {
        Map<String, String> told = PeerTable.told(PeerTable.TABLE.rows());

        assertThat(told).containsExactlyInAnyOrderEntriesOf(PeerTable.told(rows));
    }
}
