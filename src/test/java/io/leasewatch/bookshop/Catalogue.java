package io.leasewatch.bookshop;

import io.leasewatch.TrackConnections;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The books, read with plain JDBC. */
@ApplicationScoped
public class Catalogue {

    @Resource(lookup = "jdbc/bookshop")
    private DataSource bookshop;

    @TrackConnections(service = "catalogue", operation = "list the books")
    public List<Book> books() throws SQLException {
        List<Book> books = new ArrayList<>();
        try (Connection connection = bookshop.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select id, title, author from book order by id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                books.add(new Book(rows.getInt("id"), rows.getString("title"), rows.getString("author")));
            }
        }
        return books;
    }

    /** The titles alone. Tracked by nothing of its own: its borrower is whoever calls. */
    public List<String> titles() throws SQLException {
        List<String> titles = new ArrayList<>();
        try (Connection connection = bookshop.getConnection();
                PreparedStatement query = connection.prepareStatement("select title from book order by title");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                titles.add(rows.getString("title"));
            }
        }
        return titles;
    }
}
