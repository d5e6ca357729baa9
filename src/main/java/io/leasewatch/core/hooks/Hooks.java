package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.text.SafeLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Installs the hooks that woven code calls, from {@link #install} until {@link #remove}. After that, the server has no reference
 * to classes of the library.
 *
 * <p>Thread-safe. The hooks installed last are in effect, and {@link #remove} removes only those of this object. No event takes a
 * lock here, because the server holds locks of its own during events.
 */
public final class Hooks {

    private static final Logger LOG = SafeLogger.of(Hooks.class);

    /** The system property that shows the agent is installed; also the prefix of the keys of the hooks. */
    private static final String AGENT = "io.leasewatch.agent";

    /** The value of that property with an agent whose hooks these are. Increased with every change of a hook, also in the agent. */
    static final String VERSION = "3";

    private final Properties properties;
    private final ServerPools pools;
    private final ApplicationPools applicationPools;
    private final Map<String, Hook> hooks = new LinkedHashMap<>();

    public Hooks(LeaseRegistry registry) {
        this(registry, System.getProperties());
    }

    /** Hooks that are installed in {@code properties} instead of the system properties. */
    public Hooks(LeaseRegistry registry, Properties properties) {
        this.properties = properties;
        this.pools = new ServerPools(registry);
        this.applicationPools = new ApplicationPools(registry);
        Waits waits = new Waits(registry, pools);
        Handles handles = new Handles(registry, pools);
        CallHook callers = new CallHook(registry);
        Statements statements = new Statements(registry);
        add("reserving", (pool, same) -> handles.reserving(pool), false);
        add("reserved", handles::reserved, false);
        add("denied", handles::denied, false);
        add("released", (pool, managed) -> handles.released(managed), false);
        add("opened", (handle, same) -> handles.opened(handle, null), false);
        add("closed", (handle, lease) -> handles.closed(lease), false);
        add("dissociated", (handle, lease) -> handles.dissociated(lease), false);
        add("reassociated", (handle, lease) -> handles.reassociated(handle, lease), true);
        add("autoCommits", handles::autoCommits, false);
        add("notCleaned", (managed, failure) -> handles.notCleaned(failure), false);
        add("executing", statements::begins, false);
        add("waiting", (pool, begins) -> waits.begins(pool), false);
        add("refused", waits::refused, false);
        add("calling", callers::calling, false);
        add("submitted", (task, same) -> Tasks.submitted(), false);
        add("running", (task, same) -> Tasks.runs(task), false);
        Connections connections = new Connections(registry, applicationPools);
        add("acquiring", connections::acquiring, false);
        add("returned", (connection, same) -> connections.returned(connection), false);
        add("discarded", (connection, same) -> connections.discarded(connection), false);
        add("poolClosed", (source, same) -> connections.closed(source), false);
        add("containerClosing", (begins, same) -> handles.containerClosing(begins), false);
        add("aborting", (begins, same) -> handles.aborting(begins), false);
    }

    private void add(String name, Hook.Event event, boolean keeps) {
        hooks.put(AGENT + '.' + name, new Hook(name, event, keeps));
    }

    /**
     * Installs the hooks if an agent of this version is installed.
     *
     * @return whether the hooks are installed
     */
    public boolean install() {
        Object failure = properties.get(AGENT + ".failure");
        if (failure != null) {
            LOG.log(
                    Level.WARNING,
                    "LSW9104W: The Leasewatch agent does not work on this JVM: " + failure
                            + ". The server is not affected; its pools are watched as without the agent.");
        }
        Object agent = properties.get(AGENT);
        if (agent != null && !isInstalled()) {
            LOG.log(
                    Level.ERROR,
                    "LSW9105E: The Leasewatch agent is of another version than the monitor and its library: its hooks have"
                            + " version " + agent + ", these have " + VERSION
                            + ". Leasewatch goes on as without the agent;"
                            + " applications are not affected. Use leasewatch-agent.jar, leasewatch-lib.jar and"
                            + " leasewatch.war of one version, and restart the server.");
        }
        if (!isInstalled()) {
            return false;
        }
        hooks.forEach(properties::put);
        LOG.log(
                Level.INFO,
                "LSW9101I: The Leasewatch agent records the connections of every data source of this server.");
        return true;
    }

    /** Whether an agent of this version is installed in this JVM. */
    public boolean isInstalled() {
        return VERSION.equals(properties.get(AGENT));
    }

    /** Removes the hooks, and ends the leases whose end can no longer be observed. */
    public void remove() {
        hooks.forEach(properties::remove);
        applicationPools.clear();
        pools.endLeases();
    }
}
