package io.leasewatch.monitor;

import io.leasewatch.monitor.config.Configuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One part of the {@link Monitor}: its actions when the monitor starts, when the configuration changes, at intervals, at a reset,
 * and when the monitor is closed. Each action is optional.
 *
 * <p>One thread builds a part before the monitor starts; afterwards the part is not changed. {@link Parts} calls the actions.
 */
public final class Part {

    private static final Runnable NOTHING = () -> {};

    private final String name;
    private final List<Task> tasks = new ArrayList<>();
    private Lane lane = Lane.UPKEEP;
    private Consumer<Configuration> apply = configuration -> {};
    private Runnable start = NOTHING;
    private Runnable reset = NOTHING;
    private Runnable close = NOTHING;

    private Part(String name) {
        this.name = name;
    }

    /** Creates a part without actions. {@code name} is used in log messages. */
    static Part named(String name) {
        return new Part(name);
    }

    /** Runs the periodic actions on the thread of {@code next} instead of {@link Lane#UPKEEP}. */
    Part in(Lane next) {
        lane = next;
        return this;
    }

    Part onStart(Runnable action) {
        start = action;
        return this;
    }

    /** Calls {@code action} with the configuration at the start, and again whenever it changes. */
    Part onChange(Consumer<Configuration> action) {
        apply = action;
        return this;
    }

    /**
     * Calls {@code action} periodically. {@code interval} is read at every tick, so it may change. {@code task} is used in log
     * messages.
     */
    Part every(Supplier<Duration> interval, String task, Runnable action) {
        tasks.add(new Task(task, interval, action));
        return this;
    }

    Part every(Duration interval, String task, Runnable action) {
        return every(() -> interval, task, action);
    }

    Part everySecond(String task, Runnable action) {
        return every(Duration.ofSeconds(1), task, action);
    }

    Part onReset(Runnable action) {
        reset = action;
        return this;
    }

    Part onClose(Runnable action) {
        close = action;
        return this;
    }

    /** The name in log messages, such as {@code alert channels}. */
    public String name() {
        return name;
    }

    Lane lane() {
        return lane;
    }

    void start() {
        start.run();
    }

    void apply(Configuration configuration) {
        apply.accept(configuration);
    }

    List<PeriodicTask> tasks(long nowNanos) {
        return tasks.stream()
                .map(task -> new PeriodicTask(task.name(), task.interval(), task.action(), nowNanos))
                .toList();
    }

    void reset() {
        reset.run();
    }

    void close() {
        close.run();
    }

    private record Task(String name, Supplier<Duration> interval, Runnable action) {}
}
