package io.leasewatch.monitor.history;

import io.leasewatch.core.text.SafeLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Logs all messages of Flyway at level DEBUG. Errors are also thrown as exceptions, so they are not lost. */
public final class FlywayLog implements Log, LogCreator {

    private static final Logger LOG = SafeLogger.of(FlywayLog.class);

    @Override
    public Log createLogger(Class<?> of) {
        return this;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {
        LOG.log(Level.DEBUG, "Flyway: {0}", message);
    }

    @Override
    public void warn(String message) {
        LOG.log(Level.DEBUG, "Flyway: {0}", message);
    }

    @Override
    public void error(String message) {
        LOG.log(Level.DEBUG, "Flyway: {0}", message);
    }

    @Override
    public void error(String message, Exception e) {
        LOG.log(Level.DEBUG, "Flyway: " + message, e);
    }

    @Override
    public void notice(String message) {
        LOG.log(Level.DEBUG, "Flyway: {0}", message);
    }
}
