package io.leasewatch.web.metrics;

import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.MetricsListener;
import io.leasewatch.monitor.export.Series;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/**
 * Publishes the metrics through MicroProfile Metrics. Each series is registered once, because the server compares a look-up with every
 * series of the same name, and removed when it has no value any more.
 *
 * <p>Dots in tag keys are replaced by underscores, so that the Prometheus series are the same as those exported from OpenTelemetry. Called
 * only on the thread that publishes metrics.
 */
@ApplicationScoped
public class MetricsPublisher implements MetricsListener {

    @Inject
    @RegistryScope(scope = "leasewatch")
    MetricRegistry registry;

    /** One object for each metric, because the server rejects a second one with the same name. */
    private final Map<Metric, Metadata> metadata = new EnumMap<>(Metric.class);

    private final Map<Name, Instrument> instruments = new HashMap<>();

    @Override
    public void updated(List<Series> series) {
        Set<Name> gone = new HashSet<>(instruments.keySet());
        for (Series one : series) {
            Name name = new Name(one.metric(), one.tags());
            gone.remove(name);
            instruments.computeIfAbsent(name, this::register).update(one);
        }
        gone.forEach(this::remove);
    }

    private Instrument register(Name name) {
        Metadata known = metadata.computeIfAbsent(name.metric, MetricsPublisher::metadata);
        return switch (name.metric.kind()) {
            case LEVEL, GAUGE -> {
                Level level = new Level();
                registry.gauge(known, level, current -> current.value, name.mpTags());
                yield level;
            }
            case COUNTER -> new Total(registry.counter(known, name.mpTags()));
            case HISTOGRAM -> new Times(registry.timer(known, name.mpTags()));
        };
    }

    private void remove(Name name) {
        instruments.remove(name);
        registry.remove(new MetricID(name.metric.dotted(), name.mpTags()));
    }

    private static Metadata metadata(Metric metric) {
        return Metadata.builder()
                .withName(metric.dotted())
                .withUnit(metric.isTime() ? MetricUnits.SECONDS : metric.isRatio() ? "ratio" : MetricUnits.NONE)
                .withDescription(metric.description())
                .build();
    }

    private record Name(Metric metric, Map<String, String> tags) {

        Tag[] mpTags() {
            return tags.entrySet().stream()
                    .map(tag -> new Tag(Metric.underscored(tag.getKey()), tag.getValue()))
                    .toArray(Tag[]::new);
        }
    }

    /** A registered series. */
    private interface Instrument {

        void update(Series series);
    }

    private static final class Level implements Instrument {
        private volatile double value;

        @Override
        public void update(Series series) {
            value = ((Series.Value) series).value();
        }
    }

    private static final class Total implements Instrument {
        private final Counter counter;
        private long published;

        Total(Counter counter) {
            this.counter = counter;
        }

        @Override
        public void update(Series series) {
            long now = (long) ((Series.Value) series).value();
            counter.inc(now - published);
            published = now;
        }
    }

    private record Times(Timer timer) implements Instrument {

        @Override
        public void update(Series series) {
            ((Series.Distribution) series).added().forEach((time, count) -> {
                for (long i = 0; i < count; i++) {
                    timer.update(time);
                }
            });
        }
    }
}
