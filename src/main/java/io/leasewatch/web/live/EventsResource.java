package io.leasewatch.web.live;

import io.leasewatch.monitor.live.FeedMessage;
import io.leasewatch.monitor.live.LiveFeed;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the dashboard is told as it happens. */
@Path("/events")
@RequestScoped
public class EventsResource {

    @Inject
    private LiveFeed feed;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary =
                    "A snapshot of everything the dashboard shows, then once a second what has changed; with Last-Event-ID only"
                            + " what has changed since, if that is not too long ago")
    public void events(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @Context SseEventSink sink,
            @Context Sse sse) {
        enter();
        Viewer.start(feed, sink, sse, last == null ? "" : last);
    }

    /** Whoever asks for the head alone gets no stream to go with it. */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    @GET
    @Path("/now")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The snapshot alone, for those whom no events reach")
    public String now() throws InterruptedException {
        enter();
        try {
            FeedMessage snapshot = feed.next("", Duration.ofSeconds(5));
            if (snapshot == null) {
                throw Problem.exception(Status.SERVICE_UNAVAILABLE, "There is nothing to be told. Try again later.");
            }
            return snapshot.data();
        } finally {
            feed.leave();
        }
    }

    private void enter() {
        if (!feed.enter()) {
            throw Problem.exception(
                    Status.SERVICE_UNAVAILABLE,
                    "There are " + LiveFeed.MOST_VIEWERS + " viewers, and no more are let in. Try again later.");
        }
    }
}
