package org.example.parts;

import jakarta.data.repository.BasicRepository;
import jakarta.data.repository.Repository;

@Repository(dataStore = "jdbc/parts")
public interface Parts extends BasicRepository<Part, Long> {}
