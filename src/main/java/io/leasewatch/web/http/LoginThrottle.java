package io.leasewatch.web.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Limits the failed logins of each address and of each user. While a limit is exceeded, right passwords are refused like wrong ones, so
 * that refusals tell an attacker nothing.
 *
 * <p>Two exceptions prevent that an attacker locks users out. A user who has logged in from an address before is limited there only by
 * failures of that user from that address. The limit of a user does not apply to addresses without failures.
 *
 * <p>Thread-safe. No thread waits; the client is told when to try again.
 */
final class LoginThrottle {

    private static final int MOST_KNOWN = 1000;

    private final RateLimiter addresses = new RateLimiter();
    private final RateLimiter users = new RateLimiter();
    private final RateLimiter known = new RateLimiter();

    private final Set<Login> succeeded =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {

                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Login, Boolean> eldest) {
                    return size() > MOST_KNOWN;
                }
            }));

    /** How long {@code login} is refused, whether its password is right or wrong; zero if it is not. */
    synchronized Duration delay(Login login, int perMinute, long nanos) {
        if (succeeded.contains(login)) {
            return known.delay(login.toString(), perMinute, nanos);
        }
        Duration ofAddress = addresses.delay(login.address(), perMinute, nanos);
        if (login.user().isEmpty() || addresses.isFull(login.address(), perMinute, nanos)) {
            return ofAddress;
        }
        Duration ofUser = users.delay(login.user(), perMinute, nanos);
        return ofUser.compareTo(ofAddress) > 0 ? ofUser : ofAddress;
    }

    /**
     * Counts a failed login, unless it is refused.
     *
     * @return as {@link #delay} before the login was counted
     */
    synchronized Duration failed(Login login, int perMinute, long nanos) {
        Duration wait = delay(login, perMinute, nanos);
        if (wait.isZero()) {
            addresses.take(login.address(), perMinute, nanos);
            users.take(login.user(), perMinute, nanos);
            known.take(login.toString(), perMinute, nanos);
        }
        return wait;
    }

    /** Remembers that this user has logged in from this address. */
    void succeeded(Login login) {
        succeeded.add(login);
    }
}
