package io.leasewatch.monitor;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.config.Configuration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Calls each {@link Part} in turn. If a part fails, the error is logged and the next part is called. */
final class Parts {

    private static final Logger LOG = SafeLogger.of(Parts.class);

    private final List<Part> all;

    Parts(List<Part> all) {
        this.all = List.copyOf(all);
    }

    /** The last first: what observes is ready before what is observed. */
    void start() {
        List<Part> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        each(reversed, "started", Part::start);
    }

    void apply(Configuration configuration) {
        each(all, "reconfigured", part -> part.apply(configuration));
    }

    List<PeriodicTask> tasks(Lane lane, long nowNanos) {
        return all.stream()
                .filter(part -> part.lane() == lane)
                .flatMap(part -> part.tasks(nowNanos).stream())
                .toList();
    }

    void reset() {
        each(all, "reset", Part::reset);
    }

    void close() {
        each(all, "closed", Part::close);
    }

    private static void each(List<Part> parts, String step, Consumer<Part> call) {
        for (Part part : parts) {
            try {
                call.accept(part);
            } catch (Throwable e) {
                LOG.log(
                        Level.WARNING,
                        "LSW5013W: The part \"" + part.name() + "\" of the monitor could not be " + step
                                + ". The other parts are not affected.",
                        e);
            }
        }
    }
}
