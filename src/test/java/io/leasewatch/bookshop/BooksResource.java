package io.leasewatch.bookshop;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The books: the list with plain JDBC, one of them with JPA, the titles on another thread. All of it done right. */
@RequestScoped
@Path("books")
@Produces(APPLICATION_JSON)
public class BooksResource {

    @Inject
    private Catalogue catalogue;

    @Inject
    private Readers readers;

    @PersistenceContext(unitName = "bookshop")
    private EntityManager entities;

    @GET
    public List<Book> list() throws SQLException {
        return catalogue.books();
    }

    @GET
    @Path("titles")
    public CompletionStage<List<String>> titles() {
        return readers.titles();
    }

    @GET
    @Path("{id}")
    @Produces({APPLICATION_JSON, TEXT_PLAIN})
    public Response one(@PathParam("id") String text) {
        int id = Bounds.check("id", text, 1, Integer.MAX_VALUE);
        Book book = entities.find(Book.class, id);
        return book == null
                ? Response.status(Status.NOT_FOUND)
                        .type(TEXT_PLAIN)
                        .entity("There is no book " + id + ".\n")
                        .build()
                : Response.ok(book, APPLICATION_JSON).build();
    }
}
