package io.leasewatch.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Threads that ask a server for one thing again and again, until they are told to stop. */
final class Load implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(70);

    private final List<Thread> threads = new ArrayList<>();
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    Load(int askers, Supplier<Answer> ask) {
        for (int i = 0; i < askers; i++) {
            Thread thread = new Thread(() -> run(ask), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(Supplier<Answer> ask) {
        while (!stopped) {
            try {
                Answer answer = ask.get();
                statuses.computeIfAbsent(answer.status(), status -> new LongAdder())
                        .increment();
                if (answer.status() >= 400) {
                    failures.add(answer.body());
                }
            } catch (RuntimeException e) {
                failures.add(String.valueOf(e));
                // The server is gone, or going.
                statuses.computeIfAbsent(0, status -> new LongAdder()).increment();
            }
        }
    }

    /** How many answers there were with that status; 0 stands for none at all. */
    long answers(int status) {
        LongAdder count = statuses.get(status);
        return count == null ? 0 : count.sum();
    }

    /** What was said instead of an answer. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(LONGEST_ANSWER.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
