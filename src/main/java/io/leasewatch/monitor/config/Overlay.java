package io.leasewatch.monitor.config;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** A configuration in which some texts are others. An empty one counts: it takes away what was given below. */
record Overlay(Config below, Map<String, String> texts) implements Config {

    Overlay {
        texts = Map.copyOf(texts);
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        String text = type == String.class ? texts.get(name) : null;
        return text == null ? below.getOptionalValue(name, type) : Optional.of(type.cast(text));
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseGet(() -> below.getValue(name, type));
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        return below.getConfigValue(name);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return below.getPropertyNames();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return below.getConfigSources();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return below.getConverter(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return below.unwrap(type);
    }
}
