package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.util.List;

/** Who wants to see a stress run while it goes on. */
interface StressListener {

    /** Wants to see nothing. */
    StressListener NOBODY = new StressListener() {};

    default void began(Summary status, List<PoolLine> pools) {}

    /** {@code done} requests of a wave are over. Called by any thread, by several at once. */
    default void went(int wave, int done) {}

    /** All requests of a wave are over; now its connections have to come back. */
    default void settles(int wave) {}

    default void ended(Wave wave) {}
}
