package io.leasewatch.core.request;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** The id of the current trace, if the server has OpenTelemetry. */
public final class TraceId {

    private static volatile boolean absent;

    private TraceId() {}

    /** The id in 32 hexadecimal digits; {@code null} outside a trace, and on a server without mpTelemetry. */
    public static @Nullable String current() {
        if (absent) {
            return null;
        }
        try {
            SpanContext context = Span.current().getSpanContext();
            if (!context.isValid()) {
                return null;
            }
            SpanEvents.begin();
            return context.getTraceId();
        } catch (LinkageError e) {
            absent = true;
            return null;
        }
    }
}
