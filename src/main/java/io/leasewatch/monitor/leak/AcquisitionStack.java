package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.origin.ClassOrigin;
import io.leasewatch.core.origin.FrameOrigins;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack of the thread that took a leaked connection, in the form in which a log shows stacks. Never thrown. */
final class AcquisitionStack extends Throwable {

    private static final long serialVersionUID = 1;

    private AcquisitionStack(Lease lease, List<StackTraceElement> frames) {
        super("lease " + lease.id() + " was taken here", null, false, true);
        setStackTrace(frames.toArray(StackTraceElement[]::new));
    }

    /** The frames of {@code leak} that {@code wanted} selects, {@code null} if there are none. */
    static @Nullable AcquisitionStack of(Leak leak, LogStack wanted) {
        List<StackTraceElement> frames = switch (wanted) {
            case NEVER -> List.of();
            case APPLICATION -> leak.isCertain() ? framesOfApplication(leak.lease()) : List.of();
            case ALL -> leak.lease().stack();
        };
        return frames.isEmpty() ? null : new AcquisitionStack(leak.lease(), frames);
    }

    private static List<StackTraceElement> framesOfApplication(Lease lease) {
        return lease.stack().stream()
                .filter(frame -> FrameOrigins.of(frame) == ClassOrigin.APPLICATION)
                .toList();
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
