package io.leasewatch.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings that hold now. They are read again from time to time, so that whoever changes one need not restart anything; a
 * change that is wrong is spoken of, and what held before goes on holding.
 *
 * <p>Thread-safe. One thread reads at a time and tells the followers; any thread may ask, which costs one read of a field.
 */
public final class Settings {

    private static final Logger LOG = System.getLogger(Settings.class.getName());

    private final Config config;
    private final List<Consumer<Configuration>> followers = new CopyOnWriteArrayList<>();
    private Map<String, String> texts;
    private @Nullable String refused;
    private volatile Configuration current;

    /**
     * Reads every setting.
     *
     * @throws ConfigurationException if one is wrong; it names the key, the rule and the value
     */
    public Settings(Config config) {
        this.config = config;
        this.texts = read();
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
        Map<String, String> now = read();
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
        refused = null;
        texts = now;
        current = next;
        followers.forEach(follower -> follower.accept(next));
    }

    private void refuse(String why) {
        if (!why.equals(refused)) {
            refused = why;
            LOG.log(Level.WARNING, "LSW5009W: The settings stay as they were, because {0}.", why);
        }
    }

    private static void sayIfChanged(String key, @Nullable String before, String now) {
        if (!now.equals(before)) {
            LOG.log(Level.INFO, "LSW5008I: {0} is {1} from now on; it was {2}.", key, now, before);
        }
    }

    private Map<String, String> read() {
        Map<String, String> all = new TreeMap<>();
        Keys.ALL.forEach(key -> all.put(key.name(), key.text(config)));
        return all;
    }
}
