package io.leasewatch.monitor.live;

/**
 * Who receives the feed.
 *
 * @param user the name of the user
 * @param address the address of the client
 * @param admin whether the user is an admin
 */
public record FeedClient(String user, String address, boolean admin) {}
