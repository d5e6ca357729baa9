package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.SQLException;

/** Has a transaction that others interrupt with theirs. */
@Stateless
public class Accountant extends Databases {

    @EJB
    private Clerk clerk;

    public String around(boolean careful) throws SQLException {
        try (Connection connection = unshared.getConnection()) {
            use(connection);
            return careful ? clerk.requiresNew() : clerk.requiresNewLeftOpen();
        }
    }
}
