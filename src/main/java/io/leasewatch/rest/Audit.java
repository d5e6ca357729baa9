package io.leasewatch.rest;

import io.leasewatch.history.Recorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Has remembered what admins did. */
@ApplicationScoped
public class Audit {

    @Inject
    private EventBook book;

    @Inject
    private Recorder recorder;

    /** {@code details} are written as JSON, for admins to read; nothing secret belongs into them. */
    void did(String admin, String operation, Object details) {
        recorder.happened(book.act(admin, operation, details));
    }
}
