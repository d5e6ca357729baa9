package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.AlertChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every channel there is: those that are built in, which settings switch on and off, and those that others made. Thread-safe.
 *
 * <p>What is sent down any of them waits for nobody. The threads that may wait end with {@link #close}.
 */
public final class Channels implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Channels.class.getName());

    private final WebhookChannel webhook;
    private final SlackChannel slack;
    private final AlertmanagerChannel alertmanager;
    private final List<AsyncChannel> own = new ArrayList<>();
    private final List<AlertChannel> all = new ArrayList<>();

    /**
     * Makes them.
     *
     * @param quick channels that wait for nobody, so that they need no thread
     * @param others any other channels; one whose name is taken or is none is left out
     */
    public Channels(
            List<? extends AlertChannel> quick,
            List<? extends AlertChannel> others,
            DeliveryCounters deliveries,
            InstantSource clock,
            Ticker ticker,
            ChannelSettings settings) {
        webhook = new WebhookChannel(new HttpPost(ticker), deliveries, clock, ticker, settings);
        slack = new SlackChannel(new HttpPost(ticker), deliveries, clock, ticker, settings);
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
                        "LSW4105W: An alert channel is left out, because its name is taken or is not of small letters, digits"
                                + " and hyphens: {0} of {1}.",
                        name,
                        other.getClass().getName());
            }
        }
        all.addAll(own);
    }

    /** All of them, also those that are switched off. */
    public List<AlertChannel> all() {
        return List.copyOf(all);
    }

    public void apply(ChannelSettings next) {
        webhook.apply(next);
        slack.apply(next);
        alertmanager.apply(next);
    }

    /** Has done what is to be done again and again; comes about once a second, and waits for nobody. */
    public void tick() {
        webhook.tick();
        slack.tick();
        alertmanager.tick();
    }

    @Override
    public void close() {
        webhook.close();
        slack.close();
        alertmanager.close();
        own.forEach(AsyncChannel::close);
    }
}
