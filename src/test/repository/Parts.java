package org.example.parts;

import jakarta.data.repository.BasicRepository;
import jakarta.data.repository.Repository;
import java.sql.Connection;

@Repository(dataStore = "jdbc/parts")
public interface Parts extends BasicRepository<Part, Long> {

    /** Its caller closes it. */
    Connection connection();
}
