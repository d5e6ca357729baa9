package io.leasewatch.it.corpus;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Not a program: makes the function that lets a query take its time, and the table of the cargos. */
@Singleton
@Startup
public class Sleep extends Databases {

    @PostConstruct
    void make() {
        try (Connection connection = shared.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create alias if not exists sleep for 'java.lang.Thread.sleep(long)'");
            statement.execute("create table if not exists cargo (id varchar(32) primary key, place varchar(32))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
