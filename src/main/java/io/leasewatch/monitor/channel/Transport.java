package io.leasewatch.monitor.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Delivers one message to its destination. May block. One thread at a time calls it. */
@FunctionalInterface
public interface Transport<T> {

    /** An exception counts as {@link Result.Again}. */
    Result deliver(T message) throws Exception;

    /** The result of an attempt. */
    sealed interface Result {

        /** The message was delivered. */
        record Arrived() implements Result {}

        /**
         * The attempt failed, and may be repeated.
         *
         * @param after the pause that the receiver requested, {@code null} if none
         * @param why the reason, without addresses and secrets
         */
        record Again(@Nullable Duration after, String why) implements Result {}

        /** The message was rejected. {@code why} is as in {@link Again}. */
        record Refused(String why) implements Result {}
    }
}
