package io.leasewatch.monitor.view;

import io.leasewatch.core.origin.FrameOrigins;
import java.util.List;
import java.util.Locale;

/** The frames of a stack as texts, and whose they are. */
public final class StackView {

    private StackView() {}

    public static List<String> texts(List<StackTraceElement> frames) {
        return frames.stream().map(StackTraceElement::toString).toList();
    }

    /** {@code application}, {@code library} or {@code platform}, one for each frame. */
    public static List<String> origins(List<StackTraceElement> frames) {
        return frames.stream()
                .map(frame -> FrameOrigins.of(frame).name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
