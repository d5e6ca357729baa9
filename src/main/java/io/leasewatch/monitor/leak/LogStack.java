package io.leasewatch.monitor.leak;

/** Which stacks of threads that took leaked connections are logged. */
public enum LogStack {
    /** None. */
    NEVER,
    /** The frames of the application, for certain leaks. */
    APPLICATION,
    /** All frames, for suspicions too. */
    ALL
}
