package io.leasewatch.ops;

import io.leasewatch.monitor.export.Metric;
import io.leasewatch.monitor.export.Tags;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Prometheus calls that which the monitor publishes. */
final class PublishedNames {

    private PublishedNames() {}

    static Set<String> metrics() {
        return Arrays.stream(Metric.values()).flatMap(PublishedNames::of).collect(Collectors.toSet());
    }

    /** The names of its series. */
    static Stream<String> of(Metric quantity) {
        String name = quantity.underscored();
        return switch (quantity.kind()) {
            case LEVEL, GAUGE -> Stream.of(name);
            case COUNTER -> Stream.of(name + "_total");
            case HISTOGRAM -> Stream.of(name + "_bucket", name + "_count", name + "_sum");
        };
    }

    static Set<String> labels() {
        return Arrays.stream(Tags.class.getFields())
                .map(field -> {
                    try {
                        return Metric.underscored(String.valueOf(field.get(null)));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toSet());
    }
}
