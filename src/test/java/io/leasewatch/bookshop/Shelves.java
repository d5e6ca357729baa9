package io.leasewatch.bookshop;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Fills the databases when the application starts, so that every pool exists from then on. */
@Singleton
@Startup
public class Shelves {

    private static final List<Book> BOOKS = List.of(
            new Book(1, "Middlemarch", "George Eliot"),
            new Book(2, "Moby-Dick", "Herman Melville"),
            new Book(3, "Mrs Dalloway", "Virginia Woolf"),
            new Book(4, "The Trial", "Franz Kafka"),
            new Book(5, "Things Fall Apart", "Chinua Achebe"));

    /** For a shelf that may be filled already, in words that every database knows. */
    private static final String SHELVE = "insert into book select cast(? as int), cast(? as varchar(200)),"
            + " cast(? as varchar(200)) where not exists (select 1 from book where id = ?)";

    @Resource(lookup = "jdbc/bookshop")
    private DataSource bookshop;

    @Resource(lookup = "jdbc/reports", shareable = false)
    private DataSource reports;

    @Resource(lookup = "jdbc/audit", shareable = false)
    private DataSource audit;

    @Resource(lookup = Archive.DATA_SOURCE)
    private DataSource archive;

    // Four databases do not fit into one local transaction, and H2 commits around each "create" anyway.
    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void fill() {
        run(bookshop, "create table if not exists book (id int primary key, title varchar(200), author varchar(200))");
        run(bookshop, "create table if not exists book_order (id int primary key, bookid int, quantity int)");
        run(bookshop, "create sequence if not exists book_order_id");
        run(reports, "create table if not exists report (id int primary key, text varchar(2000))");
        run(audit, "create table if not exists audit (id int primary key, text varchar(2000))");
        run(archive, "create table if not exists archived_book (id int primary key, title varchar(200))");
        BOOKS.forEach(this::shelve);
        Archive.BOOKS.forEach(book ->
                run(archive, "merge into archived_book values (" + book.getId() + ", '" + book.getTitle() + "')"));
    }

    private void shelve(Book book) {
        try (Connection connection = bookshop.getConnection();
                PreparedStatement insert = connection.prepareStatement(SHELVE)) {
            insert.setInt(1, book.getId());
            insert.setString(2, book.getTitle());
            insert.setString(3, book.getAuthor());
            insert.setInt(4, book.getId());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The shelves cannot be filled", e);
        }
    }

    private static void run(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The shelves cannot be set up: " + sql, e);
        }
    }
}
