package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.util.List;

/** Receives the progress of a stress run. */
interface StressListener {

    /** A listener that does nothing. */
    StressListener NONE = new StressListener() {};

    /** The run starts. */
    default void started(Summary status, List<PoolLine> pools) {}

    /** {@code done} requests of a wave are complete. Called on several threads, possibly at the same time. */
    default void progressed(int wave, int done) {}

    /** All requests of a wave are complete; the run waits for its connections to be returned. */
    default void settling(int wave) {}

    /** A wave is complete, including the wait for its connections. */
    default void finished(Wave wave) {}
}
