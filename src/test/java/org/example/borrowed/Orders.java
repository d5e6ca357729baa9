package org.example.borrowed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** What a table of PrimeFaces shows, which asks for it while the page is rendered. */
@Named
@RequestScoped
public class Orders extends LazyDataModel<String> {

    private static final long serialVersionUID = 1;

    private static final Queue<Connection> FORGOTTEN = new ConcurrentLinkedQueue<>();

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return 1;
    }

    @Override
    public List<String> load(int first, int most, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        try {
            FORGOTTEN.add(Borrowers.source().getConnection());
            return List.of("quill");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
