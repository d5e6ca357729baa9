package io.leasewatch.monitor.config;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.config.Key.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The current settings. {@link #refresh} reads the configuration again, so changes need no restart. If a change is wrong, it is logged
 * and the previous settings stay in effect. Values set with {@link #change} override the configuration until the monitor restarts.
 *
 * <p>Thread-safe. Changes are serialized by this object's lock, and followers are called under it. {@link #current} reads one volatile
 * field.
 */
public final class Settings {

    private static final Logger LOG = SafeLogger.of(Settings.class);

    private final ConfigurationSource config;
    private final List<Consumer<Configuration>> followers = new CopyOnWriteArrayList<>();
    private Map<String, String> texts;
    /** The last error that was logged, so that it is logged once. */
    private @Nullable String refused;
    /** Values set with {@link #change}, by key. */
    private Map<String, String> overrides = Map.of();

    /** Which channels alert rules may name. */
    private ChannelCheck channels = ChannelCheck.NONE;

    private volatile Configuration current;

    /**
     * Reads every setting.
     *
     * @throws ConfigurationException if a value is wrong; the message names the key, the rule and the value
     */
    public Settings(ConfigurationSource config) {
        this.config = config;
        this.texts = read(config);
        this.current = Configuration.from(config);
        Configuration.warnOfUnknownKeys(config);
    }

    /** The current settings. */
    public Configuration current() {
        return current;
    }

    /**
     * Sets the names of all channels of alerts, including those that are not configured. From now on a configuration whose alert rules name
     * another channel, or one that is not configured, is wrong. Channels of plug-ins are known only after the settings were read.
     *
     * @throws ConfigurationException if the current configuration is wrong; the names are not set then
     */
    public synchronized void setChannels(List<String> names) {
        ChannelCheck next = new ChannelCheck(names);
        next.check(current);
        channels = next;
    }

    /** The names of the channels that alert rules may name now. */
    public synchronized List<String> channels() {
        return channels.configured(current);
    }

    /** Calls {@code follower} with the current settings, now and after each change. */
    public synchronized void follow(Consumer<Configuration> follower) {
        followers.add(follower);
        follower.accept(current);
    }

    /** Reads every key again and applies changes. An invalid change is logged and ignored. */
    public synchronized void refresh() {
        ConfigurationSource config = new Overlay(this.config, overrides);
        Map<String, String> now = read(config);
        if (now.equals(texts)) {
            return;
        }
        Configuration next;
        try {
            next = checked(config);
        } catch (ConfigurationException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        now.forEach((key, value) -> logIfChanged(key, texts.get(key), value));
        take(now, next);
    }

    /**
     * Overrides values from now on: all of them, or none if one is wrong.
     *
     * @param changes values by key; {@code null} removes the override
     * @param by the user, for the log
     * @throws ConfigurationException if a value is wrong; the message names the key, the rule and the value
     */
    public synchronized void change(Map<String, @Nullable String> changes, String by) {
        Map<String, String> merged = new TreeMap<>(overrides);
        changes.forEach((key, value) -> {
            checkChangeable(key);
            checkNotMask(key, value);
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        ConfigurationSource changed = new Overlay(config, merged);
        Configuration next = checked(changed);
        Map<String, String> now = read(changed);
        overrides = merged;
        now.forEach((key, value) -> {
            String before = texts.get(key);
            if (!value.equals(before)) {
                LOG.log(
                        Level.INFO,
                        "LSW5010I: {3} changed {0} from {2} to {1}.",
                        key,
                        shown(key, value),
                        shown(key, before),
                        by);
            }
        });
        take(now, next);
    }

    private Configuration checked(ConfigurationSource config) {
        Configuration next = Configuration.from(config);
        channels.check(next);
        return next;
    }

    private void take(Map<String, String> now, Configuration next) {
        refused = null;
        texts = now;
        current = next;
        followers.forEach(follower -> follower.accept(next));
    }

    private static void checkChangeable(String name) {
        Key<?> key = Keys.named(name)
                .orElseThrow(() -> new ConfigurationException(name + " must be one of "
                        + Keys.ALL.stream().map(Key::name).collect(Collectors.joining(", "))));
        if (key.change() == Change.AT_START) {
            throw new ConfigurationException(name + " cannot change while the monitor runs, because "
                    + key.change().reason());
        }
        if (key.change() != Change.ANY_TIME) {
            throw new ConfigurationException(name + " cannot change through the API, because "
                    + key.change().reason());
        }
    }

    /** A client that sends back what it read would otherwise overwrite a secret with the mask. */
    private static void checkNotMask(String name, @Nullable String value) {
        if (Key.MASK.equals(value) && Keys.named(name).filter(Key::secret).isPresent()) {
            throw new ConfigurationException(
                    name + " must be left out or be a new value, was " + Key.MASK + ", the mask of a secret");
        }
    }

    private static String shown(String name, @Nullable String text) {
        return text == null || text.isEmpty()
                ? "(empty)"
                : Keys.named(name).map(key -> key.shown(text)).orElse(text);
    }

    /** All settings with their current values. */
    public synchronized List<Setting> all() {
        return Keys.ALL.stream().map(this::setting).toList();
    }

    private Setting setting(Key<?> key) {
        String name = key.name();
        String from =
                overrides.containsKey(name) ? "override" : config.value(name).isPresent() ? "configuration" : "default";
        return new Setting(
                name,
                key.shown(texts.getOrDefault(name, key.byDefault())),
                key.byDefault(),
                from,
                key.rule().words(),
                key.meaning(),
                key.change() == Change.AT_START ? key.change().reason() : null);
    }

    private void refuse(String why) {
        if (!why.equals(refused)) {
            refused = why;
            LOG.log(
                    Level.WARNING,
                    "LSW5009W: A changed setting is wrong, and all settings keep their previous values: {0}.",
                    why);
        }
    }

    private static void logIfChanged(String key, @Nullable String before, String now) {
        if (!now.equals(before)) {
            LOG.log(Level.INFO, "LSW5008I: {0} changed from {2} to {1}.", key, shown(key, now), shown(key, before));
        }
    }

    private static Map<String, String> read(ConfigurationSource config) {
        Map<String, String> all = new TreeMap<>();
        Keys.ALL.forEach(key -> all.put(key.name(), key.text(config)));
        return all;
    }
}
