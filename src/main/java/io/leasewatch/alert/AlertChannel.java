package io.leasewatch.alert;

/** A way to people. What {@link #send} throws is logged; no other channel and no application notices. */
public interface AlertChannel {

    String name();

    /** Takes an alert that fires, has become worse, or is resolved. Must not wait for anybody. */
    void send(Alert alert);
}
