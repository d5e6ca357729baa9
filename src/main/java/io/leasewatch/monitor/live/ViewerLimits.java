package io.leasewatch.monitor.live;

import java.util.HashMap;
import java.util.Map;

/**
 * How many viewers the feed may have: in total, of one user, and of one user at one address. Some places are reserved for admins, so that
 * viewers cannot keep them out. Thread-safe.
 */
final class ViewerLimits {

    /** The maximum number of viewers. Each needs a thread that mostly sleeps. */
    static final int MOST = 100;

    /** The places that only admins may take. */
    static final int RESERVED = 10;

    static final int MOST_OF_A_USER = 60;
    static final int MOST_AT_AN_ADDRESS = 30;

    private final Map<String, Integer> users = new HashMap<>();
    private final Map<FeedClient, Integer> clients = new HashMap<>();
    private int total;

    /** Adds a viewer. Returns why it may not be added, empty if it was. */
    synchronized String enter(FeedClient client) {
        if (total >= (client.admin() ? MOST : MOST - RESERVED)) {
            return "The limit of " + MOST + " viewers is reached, " + RESERVED
                    + " of which are admins. Try again later.";
        }
        if (users.getOrDefault(client.user(), 0) >= MOST_OF_A_USER) {
            return "The limit of " + MOST_OF_A_USER + " viewers of one user is reached. Close some.";
        }
        if (clients.getOrDefault(client, 0) >= MOST_AT_AN_ADDRESS) {
            return "The limit of " + MOST_AT_AN_ADDRESS + " viewers of one user at one address is reached. Close some.";
        }
        total++;
        users.merge(client.user(), 1, Integer::sum);
        clients.merge(client, 1, Integer::sum);
        return "";
    }

    synchronized void leave(FeedClient client) {
        total--;
        users.computeIfPresent(client.user(), (user, count) -> count == 1 ? null : (Integer) (count - 1));
        clients.computeIfPresent(client, (same, count) -> count == 1 ? null : (Integer) (count - 1));
    }

    synchronized int total() {
        return total;
    }
}
