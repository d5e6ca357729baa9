package io.leasewatch.web.live;

import io.leasewatch.monitor.LiveUpdates;
import io.leasewatch.monitor.live.FeedClient;
import io.leasewatch.monitor.live.FeedMessage;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The event stream of the dashboard. */
@Path("/events")
@Tag(name = "Events")
@RequestScoped
public class EventsResource {

    @Inject
    private LiveUpdates liveUpdates;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The event stream of the dashboard",
            description =
                    "Sends a snapshot of everything that the dashboard shows, then the changes once a second. With"
                            + " Last-Event-ID, sends only the changes since that event, if it is recent enough.")
    public void events(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String last,
            @Context HttpServletRequest request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        FeedClient client = enter(request);
        Viewer.start(liveUpdates.feed(), client, sink, sse, last == null ? "" : last);
    }

    /** Answers HEAD without opening a stream. */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    @GET
    @Path("/now")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The snapshot only, for clients that cannot receive events")
    public String now(@Context HttpServletRequest request) throws InterruptedException {
        FeedClient client = enter(request);
        try {
            FeedMessage snapshot = liveUpdates.feed().next("", Duration.ofSeconds(5));
            if (snapshot == null) {
                throw Problem.exception(Status.SERVICE_UNAVAILABLE, "No snapshot is available. Try again later.");
            }
            return snapshot.data();
        } finally {
            liveUpdates.feed().leave(client);
        }
    }

    private FeedClient enter(HttpServletRequest request) {
        FeedClient client = new FeedClient(
                String.valueOf(request.getRemoteUser()),
                request.getRemoteAddr(),
                request.isUserInRole("leasewatch-admin"));
        String refusal = liveUpdates.feed().enter(client);
        if (!refusal.isEmpty()) {
            throw Problem.exception(Status.SERVICE_UNAVAILABLE, refusal);
        }
        return client;
    }
}
