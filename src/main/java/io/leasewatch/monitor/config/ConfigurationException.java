package io.leasewatch.monitor.config;

/** Thrown if a setting is wrong. The message names the key, the rule and the value. */
public final class ConfigurationException extends RuntimeException {

    ConfigurationException(String message) {
        super(message);
    }
}
