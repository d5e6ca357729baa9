package io.leasewatch.web.history;

import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/** Asks the history's store on behalf of callers. Nobody waits for a store that is not there: they are answered 503. */
@Dependent
public class StoreReader {

    private static final Logger LOG = System.getLogger(StoreReader.class.getName());

    @Inject
    private Recorder recorder;

    /** {@code otherwise} is what callers can have all the same. */
    public <T> T ask(Question<T> question, String otherwise) {
        HistoryStore store = recorder.store();
        if (store == null) {
            throw unreadable(otherwise);
        }
        try {
            return question.ask(store);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The history could not be read", e);
            throw unreadable(otherwise);
        }
    }

    private static RuntimeException unreadable(String otherwise) {
        return Problem.exception(Status.SERVICE_UNAVAILABLE, "The history cannot be read now. " + otherwise);
    }

    /** What is asked of a store that is there. */
    public interface Question<T> {
        T ask(HistoryStore store) throws SQLException;
    }
}
