package io.leasewatch.monitor.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings one letter to where it belongs, and may wait for that. Called by one thread at a time. */
@FunctionalInterface
public interface Transport<T> {

    /** What it throws is taken as {@link Result.Again}. */
    Result carry(T letter) throws Exception;

    /** How that went. */
    sealed interface Result {

        /** It arrived. */
        record Arrived() implements Result {}

        /**
         * It did not, but may the next time.
         *
         * @param after how long the other side wants to be left alone, {@code null} if it does not say
         * @param why in words that name no address and no secret
         */
        record Again(@Nullable Duration after, String why) implements Result {}

        /** It never will, for this reason, told as in {@link Again}. */
        record Refused(String why) implements Result {}
    }
}
