package io.leasewatch.it.corpus;

import io.leasewatch.TrackConnections;
import jakarta.ejb.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Holds a connection for as long as the server runs, once with a reason and once without. */
@Singleton
public class Listener extends Databases {

    private @Nullable Connection listening;
    private @Nullable Connection remembered;

    @TrackConnections(reason = "listens for what others change")
    public String listen() throws SQLException {
        listening = manual.getConnection(); // ejb/listener
        return use(listening);
    }

    public String remember() throws SQLException {
        remembered = manual.getConnection(); // ejb/singleton-field
        return use(remembered);
    }
}
