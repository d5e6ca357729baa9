package io.leasewatch.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Pools over the stub that look for leaks themselves and remember who took each connection. */
final class DetectingPools {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private DetectingPools() {}

    static DataSource agroal() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .leakTimeout(LIMIT)
                        .enhancedLeakReport(true)
                        .connectionFactoryConfiguration(
                                factory -> factory.connectionProviderClass(StubDataSource.class))));
    }

    static DataSource tomcat() {
        PoolProperties properties = new PoolProperties();
        properties.setDataSource(new StubDataSource());
        properties.setMaxActive(2);
        properties.setInitialSize(1);
        properties.setRemoveAbandoned(true);
        properties.setRemoveAbandonedTimeout((int) LIMIT.toSeconds());
        properties.setLogAbandoned(true);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }

    static DataSource dbcp() {
        AbandonedConfig abandoned = new AbandonedConfig();
        abandoned.setLogAbandoned(true);
        abandoned.setRemoveAbandonedOnMaintenance(true);
        abandoned.setRemoveAbandonedTimeout(LIMIT);
        PoolableConnectionFactory factory =
                new PoolableConnectionFactory(new DataSourceConnectionFactory(new StubDataSource()), null);
        GenericObjectPoolConfig<PoolableConnection> size = new GenericObjectPoolConfig<>();
        size.setMaxTotal(2);
        GenericObjectPool<PoolableConnection> pool = new GenericObjectPool<>(factory, size, abandoned);
        factory.setPool(pool);
        return new PoolingDataSource<>(pool);
    }
}
