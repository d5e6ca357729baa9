package io.leasewatch.monitor.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Texts by name. As in MicroProfile Config, an empty text is as good as none. */
public final class FakeConfig implements ConfigurationSource {

    private final Map<String, String> values = new TreeMap<>();

    public FakeConfig with(String name, String value) {
        values.put(name, value);
        return this;
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    @Override
    public Iterable<String> names() {
        return values.keySet();
    }
}
