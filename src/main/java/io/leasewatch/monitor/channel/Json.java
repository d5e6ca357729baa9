package io.leasewatch.monitor.channel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Writes records as JSON for the receivers of alerts. A component that is {@code null} is left out. */
final class Json {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value);
    }
}
