package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What the agent's woven code calls, from {@link #install} until {@link #remove}; from then on nothing of ours can be reached
 * from the server.
 *
 * <p>Thread-safe. The last to be installed is called, and removing takes away only one's own. No event takes a lock here: events
 * come while the server holds its own.
 */
public final class Hooks {

    private static final Logger LOG = System.getLogger(Hooks.class.getName());

    /** Under this name the agent says that it is there; the hooks' names begin with it. */
    private static final String AGENT = "io.leasewatch.agent";

    private final Properties place;
    private final ServerPools pools;
    private final ApplicationPools applicationPools;
    private final Map<String, Hook> hooks = new LinkedHashMap<>();

    public Hooks(LeaseRegistry registry) {
        this(registry, System.getProperties());
    }

    Hooks(LeaseRegistry registry, Properties place) {
        this.place = place;
        this.pools = new ServerPools(registry);
        this.applicationPools = new ApplicationPools(registry);
        Waits waits = new Waits(pools);
        Handles handles = new Handles(registry, pools);
        CallHook callers = new CallHook(registry);
        Statements statements = new Statements(registry);
        add("reserving", (pool, same) -> handles.reserving(), false);
        add("reserved", handles::reserved, false);
        add("denied", handles::denied, false);
        add("released", (pool, managed) -> handles.released(managed), false);
        add("opened", (handle, same) -> handles.opened(handle), false);
        add("closed", (handle, lease) -> handles.closed(lease), false);
        add("parted", (handle, lease) -> handles.parted(lease), false);
        add("rejoined", (handle, lease) -> handles.rejoined(handle, lease), true);
        add("executing", statements::begins, false);
        add("waiting", (pool, begins) -> waits.begins(pool), false);
        add("refused", waits::refused, false);
        add("calling", callers::calling, false);
        Connections connections = new Connections(registry, applicationPools);
        add("asked", connections::asked, false);
        add("returned", (connection, same) -> connections.returned(connection), false);
        add("discarded", (connection, same) -> connections.discarded(connection), false);
        add("shut", (source, same) -> connections.shut(source), false);
        add("tidying", (begins, same) -> handles.tidying(begins), false);
        add("aborting", (begins, same) -> handles.aborting(begins), false);
    }

    private void add(String name, Hook.Event event, boolean keeps) {
        hooks.put(AGENT + '.' + name, new Hook(name, event, keeps));
    }

    /** Has events turned into leases from now on, if the agent is there. Whether it is. */
    public boolean install() {
        Object failure = place.get(AGENT + ".failure");
        if (failure != null) {
            LOG.log(
                    Level.WARNING,
                    "LSW9104W: The agent of Leasewatch does not work on this JVM: " + failure
                            + ". The server is not affected; its pools are watched as without the agent.");
        }
        if (place.get(AGENT) == null) {
            return false;
        }
        hooks.forEach(place::put);
        LOG.log(
                Level.INFO,
                "LSW9101I: Leasewatch sees, through its agent, the connections of every data source of this server.");
        return true;
    }

    /** Lets go of the server. Leases whose end nobody will see any more are ended. */
    public void remove() {
        hooks.forEach(place::remove);
        applicationPools.forget();
        pools.endLeases();
    }
}
