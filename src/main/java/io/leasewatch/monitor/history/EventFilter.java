package io.leasewatch.monitor.history;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Selects events.
 *
 * @param kind the kind of event
 * @param service the service, empty for all
 * @param category the {@linkplain Event#category category}, empty for all
 * @param key the {@linkplain Event#key key}, empty for all
 * @param open whether the events are open, {@code null} for both
 */
public record EventFilter(
        Event.Kind kind,
        String service,
        String category,
        String key,
        @Nullable Boolean open) {

    /** Selects all events of {@code kind}. */
    public static EventFilter of(Event.Kind kind) {
        return new EventFilter(kind, "", "", "", null);
    }

    public EventFilter ofService(@Nullable String name) {
        return new EventFilter(kind, name == null ? "" : name, category, key, open);
    }

    public EventFilter ofCategory(@Nullable String name) {
        return new EventFilter(kind, service, name == null ? "" : name, key, open);
    }

    public EventFilter open(@Nullable Boolean wanted) {
        return new EventFilter(kind, service, category, key, wanted);
    }

    public EventFilter ofKey(String wanted) {
        return new EventFilter(kind, service, category, wanted, open);
    }

    public boolean includes(Event event) {
        return event.kind() == kind
                && (service.isEmpty() || service.equals(event.service()))
                && (category.isEmpty() || category.equals(event.category()))
                && (key.isEmpty() || key.equals(event.key()))
                && (open == null || open == event.open());
    }

    /** An SQL condition on the columns of the table of events. */
    String condition() {
        return "kind = ?" + (service.isEmpty() ? "" : " and service = ?")
                + (category.isEmpty() ? "" : " and category = ?")
                + (key.isEmpty() ? "" : " and event_key = ?")
                + (open == null ? "" : " and is_open = ?");
    }

    /** Sets the parameters of {@link #condition}. */
    void bind(Parameters parameters) throws SQLException {
        parameters.text(kind.name());
        if (!service.isEmpty()) {
            parameters.name(service);
        }
        if (!category.isEmpty()) {
            parameters.text(category);
        }
        if (!key.isEmpty()) {
            parameters.text(key);
        }
        if (open != null) {
            parameters.bool(open);
        }
    }
}
