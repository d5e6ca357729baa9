package io.leasewatch.bookshop;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders, as customers send them. */
@RequestScoped
@Path("orders")
public class OrdersResource {

    private static final int MOST = 1000;

    @Inject
    private OrderService orders;

    @POST
    @Consumes(APPLICATION_JSON)
    @Produces({APPLICATION_JSON, TEXT_PLAIN})
    public Response place(@Nullable OrderForm form) {
        if (form == null) {
            throw new JsonbException("null is no order");
        }
        int quantity = Bounds.check("quantity", form.quantity, 1, MOST);
        return orders.place(form.bookId, quantity)
                .map(order ->
                        Response.status(Status.CREATED).type(APPLICATION_JSON).entity(order))
                .orElseGet(() -> Response.status(Status.NOT_FOUND)
                        .type(TEXT_PLAIN)
                        .entity("There is no book " + form.bookId + ".\n"))
                .build();
    }

    @GET
    @Produces(APPLICATION_JSON)
    public List<Order> all() {
        return orders.all();
    }

    /** Several orders at once: all of them, or none. */
    @POST
    @Path("basket")
    @Consumes(APPLICATION_JSON)
    @Produces({APPLICATION_JSON, TEXT_PLAIN})
    public Response placeAll(List<OrderForm> forms) {
        forms.forEach(form -> Bounds.check("quantity", form.quantity, 1, MOST));
        try {
            return Response.status(Status.CREATED)
                    .type(APPLICATION_JSON)
                    .entity(orders.placeAll(forms))
                    .build();
        } catch (NoSuchBook e) {
            return Response.status(Status.NOT_FOUND)
                    .type(TEXT_PLAIN)
                    .entity(e.getMessage())
                    .build();
        }
    }
}
