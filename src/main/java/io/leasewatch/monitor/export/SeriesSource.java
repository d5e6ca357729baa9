package io.leasewatch.monitor.export;

import org.jspecify.annotations.Nullable;

/** Knows some quantities. Asked by one thread at a time, and waits for nobody. */
interface SeriesSource {

    /** Tells them all. */
    void tell(Listener listener);

    /** Hears of each. */
    interface Listener {

        /**
         * One number.
         *
         * @param value {@code null} if nobody can tell, and then it is passed over
         * @param tags keys and values in turn
         */
        void value(Metric quantity, @Nullable Number value, String... tags);
    }
}
