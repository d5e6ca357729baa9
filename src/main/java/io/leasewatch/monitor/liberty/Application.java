package io.leasewatch.monitor.liberty;

/**
 * An application of the server.
 *
 * @param name its name, such as {@code bookshop}
 * @param state the server's word for its state, such as {@code STARTED} or {@code INSTALLED}
 */
public record Application(String name, String state) {

    public boolean isStarted() {
        return state.equals("STARTED");
    }

    public boolean isStarting() {
        return state.equals("STARTING");
    }

    /** Whether it neither runs nor is being started. The server calls an application that failed to start installed. */
    public boolean isOff() {
        return state.equals("INSTALLED") || state.equals("STOPPED");
    }
}
