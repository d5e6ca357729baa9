package io.leasewatch.agent;

import io.leasewatch.TrackConnections;
import jakarta.annotation.PostConstruct;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** What an application's code looks like where it takes connections. Loaded anew by {@link WovenLoader}, never as it is here. */
final class Application {

    private Application() {}

    static final class Plain implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            source.getConnection();
        }
    }

    static final class WhileItIsInitialized implements Piece {
        @Override
        @PostConstruct
        public void take(DataSource source) throws SQLException {
            source.getConnection();
        }
    }

    static final class ForAReason implements Piece {
        @Override
        @TrackConnections(reason = "polls")
        public void take(DataSource source) throws Exception {
            source.getConnection();
            Callable<Connection> later = () -> source.getConnection();
            later.call();
        }
    }

    @TrackConnections(reason = "polls")
    static final class OfAClassWithAReason implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            source.getConnection();
        }
    }

    static final class AsAUser implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            source.getConnection("scott", "tiger");
        }
    }

    static final class OnTwoLines implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            source.getConnection("scott", "tiger");
            source.getConnection();
        }
    }

    static final class TwiceOnALine implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            both(source.getConnection(), source.getConnection("scott", "tiger"));
        }

        private static void both(Connection one, Connection other) {}
    }

    static final class InALambda implements Piece {
        @Override
        public void take(DataSource source) throws Exception {
            Callable<Connection> later = () -> source.getConnection();
            later.call();
        }
    }

    static final class BeforeSuper implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            new Child(source);
        }

        static class Parent {
            Parent(long first, Connection connection) {}
        }

        static final class Child extends Parent {
            Child(DataSource source) throws SQLException {
                super(1L, source.getConnection());
            }
        }
    }

    static final class WhileAClassBegins implements Piece {
        private static final AtomicReference<DataSource> GIVEN = new AtomicReference<>();

        @Override
        public void take(DataSource source) {
            GIVEN.set(source);
            if (Late.TAKEN == null) {
                throw new IllegalStateException();
            }
        }

        static final class Late {
            static final Connection TAKEN = take();

            private static Connection take() {
                try {
                    return Objects.requireNonNull(GIVEN.get()).getConnection();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    static final class AmongLocalsAndBranches implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            long sum = 1;
            double half = 0.5;
            for (int i = 0; i < 2; i++) {
                String text = i == 0 ? "zero" : null;
                try {
                    Connection connection = source.getConnection();
                    sum += connection.getAutoCommit() ? 1 : 2;
                } catch (IllegalStateException e) {
                    half += 1;
                } finally {
                    sum += text == null ? 1L : text.length();
                }
            }
            if (sum + half < 1) {
                throw new IllegalStateException();
            }
        }
    }

    static final class AmongOperands implements Piece {
        @Override
        public void take(DataSource source) throws SQLException {
            String answer = sum(2L, 0.5, source.getConnection(), "a" + (source == null ? 1 : 2));
            if (!answer.equals("2.5a2")) {
                throw new IllegalStateException(answer);
            }
        }

        private static String sum(long a, double b, Connection connection, String text) {
            return a + b + text;
        }
    }

    static final class ByAMethodReference implements Piece {
        @Override
        public void take(DataSource source) throws Exception {
            Callable<Connection> later = source::getConnection;
            later.call();
        }
    }

    static final class InADefaultMethod implements Piece, Taker {
        @Override
        public void take(DataSource source) throws SQLException {
            takeFrom(source);
        }
    }

    interface Taker {
        default void takeFrom(DataSource source) throws SQLException {
            source.getConnection();
        }
    }

    /** A data source of the application's own that asks another one in a way that is not woven. */
    static final class ThroughItsOwn implements Piece {
        @Override
        public void take(DataSource source) throws Exception {
            DataSource own = FakeDataSource.asking(source::getConnection);
            own.getConnection();
        }
    }

    /** The same, but it asks as everybody does. */
    static final class ThroughItsOwnThatCalls implements Piece {
        @Override
        public void take(DataSource source) throws Exception {
            DataSource own = FakeDataSource.asking(() -> source.getConnection());
            own.getConnection();
        }
    }
}
