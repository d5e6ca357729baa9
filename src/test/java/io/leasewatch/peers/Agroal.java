package io.leasewatch.peers;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.MultipleAcquisitionAction;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.h2.Driver;

/** Agroal with {@code leakTimeout}, {@code enhancedLeakReport} and {@code multipleAcquisition}, which tells its listeners. */
final class Agroal implements Peer {

    private final Map<String, Ear> ears = new ConcurrentHashMap<>();
    private final Queue<AgroalDataSource> pools = new ConcurrentLinkedQueue<>();

    @Override
    public DataSource pool(String database) throws SQLException {
        Ear ear = new Ear();
        ears.put(database, ear);
        AgroalDataSource pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(size -> size.maxSize(2)
                                .initialSize(1)
                                .leakTimeout(Stage.LIMIT)
                                .enhancedLeakReport(true)
                                .multipleAcquisition(MultipleAcquisitionAction.WARN)
                                .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(Driver.class)
                                        .jdbcUrl("jdbc:h2:mem:" + database + INIT))),
                ear);
        pools.add(pool);
        return pool;
    }

    @Override
    public List<Said> said(String database) {
        Ear ear = ears.get(database);
        return ear == null ? List.of() : List.copyOf(ear.said);
    }

    @Override
    public String right(PlainProgram program) {
        return program.rightOfAPool();
    }

    @Override
    public void close() {
        pools.forEach(AgroalDataSource::close);
    }

    private static final class Ear implements AgroalDataSourceListener {

        private final Queue<Said> said = new ConcurrentLinkedQueue<>();

        @Override
        public void onConnectionLeak(Connection connection, Thread thread) {
            add("leak", "");
        }

        @Override
        public void onWarning(String message) {
            if (message.startsWith("Acquisition of multiple connections")) {
                add(PlainProgram.NESTING, message);
            } else if (message.startsWith("JDBC resources leaked")) {
                add("statement left open", message);
            }
        }

        /** The leak's line comes after it. */
        @Override
        public void onInfo(String message) {
            if (message.startsWith("Leaked connection") && message.contains("acquired at")) {
                add("leak", message);
            }
        }

        private void add(String words, String evidence) {
            said.add(new Said(words, evidence, Instant.now()));
        }
    }
}
