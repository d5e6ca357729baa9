package io.leasewatch.metrics;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Metadata;

/** What {@link Names} look like in Prometheus' format. */
public final class PublishedNames {

    private PublishedNames() {}

    /** Of counters the one with {@code _total}, of timers all of theirs: nobody can tell from a name which of them it is. */
    public static Set<String> metrics() {
        return values(Metadata.class)
                .flatMap(metric -> {
                    String name = metric.getName().replace('.', '_');
                    return switch (metric.getUnit()) {
                        case "none" -> Stream.of(name, name + "_total");
                        case "seconds" ->
                            Stream.of("", "_bucket", "_count", "_sum", "_max").map(end -> name + "_seconds" + end);
                        default -> Stream.of(name + "_" + metric.getUnit());
                    };
                })
                .collect(Collectors.toSet());
    }

    public static Set<String> labels() {
        return values(String.class).collect(Collectors.toSet());
    }

    private static <T> Stream<T> values(Class<T> type) {
        return Arrays.stream(Names.class.getDeclaredFields())
                .filter(field -> field.getType() == type)
                .map(field -> type.cast(value(field)));
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
