package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;

/** WebSockets: they last longer than the request that opens them. */
@RequestScoped
@Path("sockets")
public class Sockets {

    @Context
    private UriInfo uri;

    @GET
    @Path("held")
    @Innocent
    public String held() {
        return talk("held");
    }

    @GET
    @Path("message")
    @Innocent
    public String message() {
        return talk("message");
    }

    @GET
    @Path("left-open")
    @Leaks(kind = "overdue")
    public String leftOpen() {
        return talk("left-open");
    }

    private String talk(String how) {
        URI base = uri.getBaseUri();
        URI chat = URI.create("ws://" + base.getAuthority() + base.getPath() + "chat/" + how);
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(chat, new WebSocket.Listener() {})
                .join();
        Databases.think(Duration.ofSeconds(1));
        socket.sendText("hello", true).join();
        Databases.think(Duration.ofSeconds(1));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        return "talked";
    }
}
