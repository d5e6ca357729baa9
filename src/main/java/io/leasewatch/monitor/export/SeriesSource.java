package io.leasewatch.monitor.export;

import org.jspecify.annotations.Nullable;

/** A source of series. Called by one thread at a time; must not block. */
interface SeriesSource {

    /** Passes the current value of each series to {@code listener}. */
    void collect(Listener listener);

    /** Receives the values. */
    interface Listener {

        /**
         * Receives one value.
         *
         * @param value the value; {@code null} means unknown, and is ignored
         * @param tags alternating keys and values
         */
        void value(Metric metric, @Nullable Number value, String... tags);
    }
}
