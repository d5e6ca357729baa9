package org.example.parcels;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Where the parcels are. Everything is done right but {@link #lose}. */
@ApplicationScoped
@Transactional
@DataSourceDefinition(
        name = Depot.DATA_SOURCE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:parcels;DB_CLOSE_DELAY=-1",
        maxPoolSize = 7)
public class Depot {

    static final String DATA_SOURCE = "java:app/jdbc/Parcels";

    private final Queue<Connection> lost = new ConcurrentLinkedQueue<>();

    @PersistenceContext
    private EntityManager entities;

    @Resource(lookup = DATA_SOURCE)
    private DataSource database;

    void build(@Observes @Initialized(ApplicationScoped.class) Object started) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create sequence if not exists numbers");
            statement.execute("create table if not exists parcel (id bigint primary key, receiver varchar(200))");
            statement.execute("create table if not exists thing (id bigint primary key, name varchar(200),"
                    + " parcel_id bigint references parcel)");
        }
    }

    public long send(String receiver, List<String> things) {
        Parcel parcel = new Parcel(receiver);
        things.forEach(name -> parcel.getThings().add(new Thing(parcel, name)));
        entities.persist(parcel);
        entities.flush();
        return parcel.getId();
    }

    public List<String> receivers() {
        return entities.createQuery("select p.receiver from Parcel p order by p.receiver", String.class)
                .getResultList();
    }

    public void redirect(long id, String receiver) {
        find(id).setReceiver(receiver);
    }

    public void remove(long id) {
        entities.remove(find(id));
    }

    public List<String> unpack(long id) {
        return find(id).getThings().stream().map(Thing::getName).sorted().toList();
    }

    /** Every thing with its parcel, over one result that is read while it is worked on. */
    public long count(String receiver) {
        try (Stream<Thing> things =
                entities.createQuery("select t from Thing t", Thing.class).getResultStream()) {
            return things.filter(thing -> thing.getParcel().getReceiver().equals(receiver))
                    .count();
        }
    }

    public void sendInVain(String receiver) {
        entities.persist(new Parcel(receiver));
        entities.flush();
        throw new IllegalStateException("Nobody delivers to " + receiver);
    }

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void lose() throws SQLException {
        lost.add(database.getConnection());
    }

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void loseOnAThread() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    try {
                        lost.add(database.getConnection());
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "parcels-thread");
        thread.start();
        thread.join();
    }

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void findAgain() throws SQLException {
        for (Connection connection = lost.poll(); connection != null; connection = lost.poll()) {
            connection.close();
        }
    }

    private Parcel find(long id) {
        return Objects.requireNonNull(entities.find(Parcel.class, id));
    }
}
