package io.leasewatch.monitor.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings that hold now. They are read again from time to time, so that whoever changes one need not restart anything; a
 * change that is wrong is spoken of, and what held before goes on holding. What is said to this itself comes before what is configured,
 * until the monitor starts again.
 *
 * <p>Thread-safe. One thread reads at a time and tells the followers; any thread may ask, which costs one read of a field.
 */
public final class Settings {

    private static final Logger LOG = System.getLogger(Settings.class.getName());

    private final Config config;
    private final List<Consumer<Configuration>> followers = new CopyOnWriteArrayList<>();
    private Map<String, String> texts;
    private @Nullable String refused;
    /** What was said here, above what is configured. */
    private Map<String, String> overrides = Map.of();

    private volatile Configuration current;

    /**
     * Reads every setting.
     *
     * @throws ConfigurationException if one is wrong; it names the key, the rule and the value
     */
    public Settings(Config config) {
        this.config = config;
        this.texts = read(config);
        this.current = Configuration.from(config);
        Configuration.warnOfUnknownKeys(config);
    }

    /** What holds now. */
    public Configuration current() {
        return current;
    }

    /** Has {@code follower} told what holds: now, and whenever that changes. */
    public synchronized void follow(Consumer<Configuration> follower) {
        followers.add(follower);
        follower.accept(current);
    }

    /** Reads again what may have changed. Costs a look at every key. */
    public synchronized void refresh() {
        Config config = new Overlay(this.config, overrides);
        Map<String, String> now = read(config);
        if (now.equals(texts)) {
            return;
        }
        Configuration next;
        try {
            next = Configuration.from(config);
        } catch (ConfigurationException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        now.forEach((key, value) -> sayIfChanged(key, texts.get(key), value));
        take(now, next);
    }

    /**
     * Has other values hold from now on, all of them or none.
     *
     * @param changes values by key; {@code null} takes back what was said here before
     * @param by who says so
     * @throws ConfigurationException if one is wrong; it names the key, the rule and the value
     */
    public synchronized void change(Map<String, @Nullable String> changes, String by) {
        Map<String, String> said = new TreeMap<>(overrides);
        changes.forEach((key, value) -> {
            checkChangeable(key);
            checkNotMask(key, value);
            if (value == null) {
                said.remove(key);
            } else {
                said.put(key, value);
            }
        });
        Config changed = new Overlay(config, said);
        Configuration next = Configuration.from(changed);
        Map<String, String> now = read(changed);
        overrides = said;
        now.forEach((key, value) -> {
            String before = texts.get(key);
            if (!value.equals(before)) {
                LOG.log(
                        Level.INFO,
                        "LSW5010I: {0} is {1} from now on; it was {2}. So said {3}.",
                        key,
                        shown(key, value),
                        shown(key, before),
                        by);
            }
        });
        take(now, next);
    }

    private void take(Map<String, String> now, Configuration next) {
        refused = null;
        texts = now;
        current = next;
        followers.forEach(follower -> follower.accept(next));
    }

    private static void checkChangeable(String key) {
        if (Keys.ALL.stream().noneMatch(known -> known.name().equals(key))) {
            throw new ConfigurationException(
                    key + " must be one of " + Keys.ALL.stream().map(Key::name).collect(Collectors.joining(", ")));
        }
        String why = Keys.FIXED.get(key);
        if (why != null) {
            throw new ConfigurationException(key + " cannot change while the monitor runs, because " + why);
        }
        String whyNotHere = Keys.CONFIGURED.get(key);
        if (whyNotHere != null) {
            throw new ConfigurationException(key + " cannot change through the API, because " + whyNotHere);
        }
    }

    /** Whoever sends back what was read would otherwise lose every secret. */
    private static void checkNotMask(String name, @Nullable String value) {
        if (Key.MASK.equals(value)
                && Keys.ALL.stream().anyMatch(key -> key.secret() && key.name().equals(name))) {
            throw new ConfigurationException(
                    name + " must be left out, or a value of its own, was " + Key.MASK + ", which only stands for it");
        }
    }

    private static @Nullable String shown(String name, @Nullable String text) {
        return text == null
                ? null
                : Keys.ALL.stream()
                        .filter(key -> key.name().equals(name))
                        .findFirst()
                        .map(key -> key.shown(text))
                        .orElse(text);
    }

    /** Every setting as it holds now. */
    public synchronized List<Setting> all() {
        return Keys.ALL.stream().map(this::setting).toList();
    }

    private Setting setting(Key<?> key) {
        String name = key.name();
        String from = overrides.containsKey(name)
                ? "override"
                : config.getOptionalValue(name, String.class).isPresent() ? "configuration" : "default";
        return new Setting(
                name,
                key.shown(texts.getOrDefault(name, key.byDefault())),
                key.byDefault(),
                from,
                key.rule().words(),
                key.meaning(),
                Keys.FIXED.get(name));
    }

    private void refuse(String why) {
        if (!why.equals(refused)) {
            refused = why;
            LOG.log(Level.WARNING, "LSW5009W: The settings stay as they were, because {0}.", why);
        }
    }

    private static void sayIfChanged(String key, @Nullable String before, String now) {
        if (!now.equals(before)) {
            LOG.log(
                    Level.INFO,
                    "LSW5008I: {0} is {1} from now on; it was {2}.",
                    key,
                    shown(key, now),
                    shown(key, before));
        }
    }

    private static Map<String, String> read(Config config) {
        Map<String, String> all = new TreeMap<>();
        Keys.ALL.forEach(key -> all.put(key.name(), key.text(config)));
        return all;
    }
}
