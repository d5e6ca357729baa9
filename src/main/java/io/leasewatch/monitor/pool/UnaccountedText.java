package io.leasewatch.monitor.pool;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.spi.PoolReading;
import java.util.ArrayList;
import java.util.List;

/** Says in sentences how many connections of a pool are in use without a lease or a unit of work. */
public final class UnaccountedText {

    /** What frees stranded connections. */
    public static final String REMEDY =
            "Purge the pool (purgePoolContents(\"immediate\") of its ConnectionManager MBean). The application is not at"
                    + " fault; see docs/troubleshooting.md.";

    private UnaccountedText() {}

    /** A sentence about stranded connections and one about unexplained connections, as far as there are any. */
    public static List<String> of(PoolReading reading) {
        List<String> sentences = new ArrayList<>();
        if (reading.stranded() > 0) {
            sentences.add(stranded(reading));
        }
        if (reading.unexplained() > 0) {
            sentences.add(unexplained(reading));
        }
        return sentences;
    }

    /** For example {@code 3 connections of jdbc/app are stranded: …}. */
    public static String stranded(PoolReading reading) {
        return count(reading.stranded(), reading)
                + " stranded: in use by the server's count, without a handle and a unit of work.";
    }

    public static String unexplained(PoolReading reading) {
        return count(reading.unexplained(), reading) + " in use, and no lease or unit of work explains it.";
    }

    private static String count(int connections, PoolReading reading) {
        return HumanText.count(connections, "connection") + " of " + reading.poolName()
                + (connections == 1 ? " is" : " are");
    }
}
