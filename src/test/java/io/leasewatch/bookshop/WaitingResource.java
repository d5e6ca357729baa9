package io.leasewatch.bookshop;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requests that take long because nothing happens, which is right. */
@Path("waiting")
@Produces(MediaType.TEXT_PLAIN)
public class WaitingResource {

    private static final int LONGEST_SECONDS = 600;

    @GET
    @Path("poll")
    public void poll(@DefaultValue("6") @QueryParam("seconds") String seconds, @Suspended AsyncResponse answer) {
        answer.setTimeout(Bounds.check("seconds", seconds, 0, LONGEST_SECONDS), TimeUnit.SECONDS);
        answer.setTimeoutHandler(
                late -> late.resume("Nothing happened for " + seconds + " s: a long poll is not slow.\n"));
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public StreamingOutput events(@DefaultValue("6") @QueryParam("seconds") String seconds) {
        int open = Bounds.check("seconds", seconds, 0, LONGEST_SECONDS);
        return stream -> {
            stream.write("data: a stream of events is not slow\n\n".getBytes(StandardCharsets.UTF_8));
            stream.flush();
            LockSupport.parkNanos(Duration.ofSeconds(open).toNanos());
        };
    }
}
