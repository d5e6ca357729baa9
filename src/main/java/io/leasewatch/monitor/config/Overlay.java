package io.leasewatch.monitor.config;

import java.util.Map;
import java.util.Optional;

/** A configuration with some values replaced. An empty text is a value too: it overrides the value below. */
record Overlay(ConfigurationSource below, Map<String, String> texts) implements ConfigurationSource {

    Overlay {
        texts = Map.copyOf(texts);
    }

    @Override
    public Optional<String> value(String name) {
        String text = texts.get(name);
        return text == null ? below.value(name) : Optional.of(text);
    }

    @Override
    public Iterable<String> names() {
        return below.names();
    }
}
