package io.leasewatch.monitor;

import io.leasewatch.monitor.database.Lookup;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.naming.NameNotFoundException;

/**
 * What the program that runs the monitor provides.
 *
 * @param names looks up JNDI names
 * @param stopping whether the server is shutting down
 * @param json encodes a document of {@code monitor.view} as JSON
 * @param sources additional sources of pool readings
 * @param promptChannels alert channels that return at once, so they need no thread of their own
 * @param channels additional alert channels; each is called on a thread of its own
 * @param summary additional parts of the summary line
 * @param leadership decides whether this monitor works, if there are several
 */
public record MonitorHost(
        Lookup names,
        BooleanSupplier stopping,
        Function<Object, String> json,
        List<PoolSource> sources,
        List<AlertChannel> promptChannels,
        List<AlertChannel> channels,
        List<SummaryPart> summary,
        Leadership leadership) {

    /** A program without JNDI and plug-ins. Documents are encoded by {@link String#valueOf(Object)}. */
    public static final MonitorHost PLAIN = new MonitorHost(
            name -> {
                throw new NameNotFoundException(name);
            },
            () -> false,
            String::valueOf,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Leadership.ALONE);

    public MonitorHost {
        sources = List.copyOf(sources);
        promptChannels = List.copyOf(promptChannels);
        channels = List.copyOf(channels);
        summary = List.copyOf(summary);
    }
}
