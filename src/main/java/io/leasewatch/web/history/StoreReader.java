package io.leasewatch.web.history;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.monitor.history.HistoryStore;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/** Reads the store of the history for API requests. Answers 503 at once if the store is not available. */
@Dependent
public class StoreReader {

    private static final Logger LOG = SafeLogger.of(StoreReader.class);

    @Inject
    private HistoryRecording recording;

    /**
     * Runs a query.
     *
     * @param otherwise a sentence for the error message: how to get an answer without the store
     */
    public <T> T query(Question<T> question, String otherwise) {
        HistoryStore store = recording.recorder().store();
        if (store == null) {
            throw unreadable(otherwise);
        }
        try {
            return question.apply(store);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The history could not be read", e);
            throw unreadable(otherwise);
        }
    }

    private static RuntimeException unreadable(String otherwise) {
        return Problem.exception(Status.SERVICE_UNAVAILABLE, "The history is not available now. " + otherwise);
    }

    /** A query on an open store. */
    public interface Question<T> {
        T apply(HistoryStore store) throws SQLException;
    }
}
