package io.leasewatch.monitor.config;

import java.util.Optional;

/** Where configured values come from, such as MicroProfile Config. Thread-safe. */
public interface ConfigurationSource {

    /** The text configured for {@code name}; empty if there is none, or if it is empty. */
    Optional<String> value(String name);

    /** The name of every configured value, including those that are not of Leasewatch. */
    Iterable<String> names();
}
