package io.leasewatch.monitor.channel;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.AlertChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All alert channels: the built-in ones, which settings switch on and off, and those of applications. Thread-safe.
 *
 * <p>Sending never blocks the caller. {@link #close} ends the threads that deliver.
 */
public final class Channels implements AutoCloseable {

    /** How long a channel is waited for at the end. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private static final Logger LOG = SafeLogger.of(Channels.class);

    private final WebhookChannel webhook;
    private final SlackChannel slack;
    private final AlertmanagerChannel alertmanager;
    private volatile Predicate<String> firing = alert -> true;
    private final List<AsyncChannel> own = new ArrayList<>();
    private final List<AlertChannel> all = new ArrayList<>();

    /**
     * Creates all channels.
     *
     * @param quick channels that never block and therefore need no thread
     * @param builtIn the names of the built-in rules, whose alerts of one pool are one thread of messages
     * @param others channels of applications; one whose name is in use or invalid is ignored
     */
    public Channels(
            List<? extends AlertChannel> quick,
            List<? extends AlertChannel> others,
            Set<String> builtIn,
            DeliveryCounters deliveries,
            InstantSource clock,
            Ticker ticker,
            ChannelSettings settings) {
        webhook = new WebhookChannel(
                new HttpPost(ticker), new MessageThreads(builtIn, this::isFiring), deliveries, clock, ticker, settings);
        slack = new SlackChannel(
                new HttpPost(ticker), new MessageThreads(builtIn, this::isFiring), deliveries, clock, ticker, settings);
        alertmanager = new AlertmanagerChannel(new HttpPost(ticker), deliveries, clock, ticker, settings);
        quick.forEach(channel -> all.add(new CountedChannel(channel, deliveries)));
        all.addAll(List.of(webhook, slack, alertmanager));
        Set<String> names = new HashSet<>();
        all.forEach(channel -> names.add(channel.name()));
        for (AlertChannel other : others) {
            String name = other.name();
            if (name.matches("[a-z][a-z0-9-]{0,49}") && names.add(name)) {
                own.add(new AsyncChannel(other, deliveries, ticker));
            } else {
                LOG.log(
                        Level.WARNING,
                        "LSW4105W: The alert channel {0} of {1} is ignored. Its name is in use, or it is not made of"
                                + " lower-case letters, digits and hyphens.",
                        name,
                        other.getClass().getName());
            }
        }
        all.addAll(own);
    }

    /** Asks {@code next}, from now on, whether the alert with an id fires and is not silenced. */
    public void setFiring(Predicate<String> next) {
        firing = next;
    }

    private boolean isFiring(String alert) {
        return firing.test(alert);
    }

    /** All channels, including those that are switched off. */
    public List<AlertChannel> all() {
        return List.copyOf(all);
    }

    /** The names of {@link #all}. */
    public List<String> names() {
        return all.stream().map(AlertChannel::name).toList();
    }

    public void apply(ChannelSettings next) {
        webhook.apply(next);
        slack.apply(next);
        alertmanager.apply(next);
    }

    /** Performs periodic work. To be called about once a second; does not block. */
    public void tick() {
        webhook.tick();
        slack.tick();
        alertmanager.tick();
    }

    /** Waits a moment for messages that were not tried yet, such as the last ones of a server that stops, and ends the threads. */
    @Override
    public void close() {
        webhook.flush(PATIENCE);
        slack.flush(PATIENCE);
        alertmanager.flush(PATIENCE);
        webhook.close();
        slack.close();
        alertmanager.close();
        own.forEach(AsyncChannel::close);
    }
}
