package io.leasewatch.web.http;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.config.Settings;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses logins after too many failed ones. The server checks passwords before any filter, and forwards a request with a wrong one to
 * the error page, so this filter is called for every login, successful or failed.
 */
public class LoginFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = SafeLogger.of(LoginFilter.class);

    /** The server would check a password that is sent to this path, which the monitor does not use, without this filter. */
    private static final String FORM_LOGIN = "j_security_check";

    private static final Set<String> OPEN = Set.of("/readyz", "/api/health/connections");

    private final transient LoginThrottle throttle = new LoginThrottle();

    @Inject
    private transient Instance<Monitor> monitor;

    @Inject
    private transient Instance<Settings> settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().contains(FORM_LOGIN)) {
            ProblemServlet.write(response, HttpServletResponse.SC_NOT_FOUND, "Nothing exists at this path.");
            return;
        }
        Login login = Login.of(request);
        Duration wait = login == null ? Duration.ZERO : refusal(request, login);
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        // A right password has already set the cookie of a session.
        response.reset();
        SecurityHeaders.add(request, response);
        if (needsNoLogin(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(response, wait);
        }
    }

    /** How long the login is refused, zero if it is not. */
    private Duration refusal(HttpServletRequest request, Login login) {
        boolean isError = request.getDispatcherType() == DispatcherType.ERROR;
        if (isError ? isUnauthorized(request) : request.getUserPrincipal() == null) {
            return failed(login);
        }
        Duration wait = throttle.delay(login, perMinute(), nanos());
        if (wait.isZero() && isOf(login, request.getUserPrincipal())) {
            throttle.succeeded(login);
        }
        return wait;
    }

    /** Whether the credentials, and not a cookie, show who the user is. */
    private static boolean isOf(Login login, @Nullable Principal user) {
        return user != null && (login.user().isEmpty() || login.user().equals(user.getName()));
    }

    private static boolean isUnauthorized(HttpServletRequest request) {
        return Integer.valueOf(HttpServletResponse.SC_UNAUTHORIZED)
                .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    }

    /** Whether the answer is the same with a right password, a wrong one and none. */
    private static boolean needsNoLogin(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return request.getDispatcherType() == DispatcherType.REQUEST
                && request.getQueryString() == null
                && OPEN.contains(path);
    }

    private Duration failed(Login login) {
        Duration wait = throttle.failed(login, perMinute(), nanos());
        boolean wasRefused = !wait.isZero();
        monitor.get().failedLogins().record(login.address());
        if (!wasRefused) {
            LOG.log(
                    Level.WARNING,
                    "LSW6002W: A login to the monitor failed, from " + login.address() + ", with "
                            + (login.user().isEmpty() ? "a token or unreadable credentials" : "user " + login.user())
                            + ". After " + perMinute() + " in a minute, further logins are answered with 429.");
        }
        return wait;
    }

    private static void refuse(HttpServletResponse response, Duration wait) throws IOException {
        long seconds = wait.plusMillis(999).toSeconds();
        response.setHeader("Retry-After", String.valueOf(seconds));
        ProblemServlet.write(
                response, Problem.TOO_MANY_REQUESTS, "Too many logins have failed. Try again in " + seconds + " s.");
    }

    private int perMinute() {
        return settings.get().current().access().failedLoginsPerMinute();
    }

    private long nanos() {
        return monitor.get().leases().registry().ticker().nanos();
    }
}
