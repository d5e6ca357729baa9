package io.leasewatch.monitor.config;

import io.leasewatch.monitor.alert.RuleSettings;
import java.util.List;
import java.util.Map;

/**
 * Refuses alert rules that name a channel that does not exist or is not configured, because their alerts would be lost. Disabled rules
 * raise no alerts and are not checked. Immutable.
 */
final class ChannelCheck {

    /** Accepts every channel, before it is known which ones there are. */
    static final ChannelCheck NONE = new ChannelCheck(List.of());

    private static final Map<String, Key<?>> ADDRESSES = Map.of(
            "webhook", Keys.ALERTS_WEBHOOK_URL,
            "slack", Keys.ALERTS_SLACK_URL,
            "alertmanager", Keys.ALERTS_ALERTMANAGER_URL);

    private final List<String> channels;

    /** Creates a check for the names of all channels, including those that are not configured. */
    ChannelCheck(List<String> channels) {
        this.channels = List.copyOf(channels);
    }

    /**
     * Checks the channels of all rules.
     *
     * @throws ConfigurationException if one is not configured; the message names the key, the rule, the channel and the configured ones
     */
    void check(Configuration configuration) {
        if (channels.isEmpty()) {
            return;
        }
        List<String> configured = configured(configuration);
        for (RuleSettings rule : configuration.alert().rules()) {
            for (String channel : rule.channels()) {
                if (rule.enabled() && !configured.contains(channel)) {
                    throw new ConfigurationException(
                            Keys.ALERTS_RULES.name() + " must name channels that are configured, which are "
                                    + String.join(", ", configured) + ", was " + channel + " in the rule " + rule.name()
                                    + "; " + reason(channel));
                }
            }
        }
    }

    /** The names of the channels that alerts can be sent to. */
    List<String> configured(Configuration configuration) {
        return channels.stream().filter(configuration.channels()::isOn).toList();
    }

    private String reason(String channel) {
        return channels.contains(channel) && ADDRESSES.containsKey(channel)
                ? channel + " needs " + ADDRESSES.get(channel).name()
                : "there is no channel " + channel;
    }
}
