package io.leasewatch.agent;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Makes pools of two connections to a database in memory, which give up soon. To be loaded with the pools' classes. */
public final class PoolMaker implements BiFunction<String, String, DataSource> {

    private static final String URL = "jdbc:h2:mem:pools";
    private static final int MOST = 2;
    private static final int MILLIS = 1000;

    /** A pool of that kind; one without a name if {@code name} is empty. */
    @Override
    public DataSource apply(String kind, String name) {
        try {
            return switch (kind) {
                case "hikari" -> hikari(name);
                case "hikari on tomcat" -> hikariOn(tomcat(""));
                case "dbcp" -> dbcp(name);
                case "agroal" -> agroal();
                case "c3p0" -> c3p0(name);
                case "tomcat" -> tomcat(name);
                default -> throw new IllegalArgumentException(kind);
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource hikari(String name) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(URL);
        source.setMaximumPoolSize(MOST);
        source.setConnectionTimeout(MILLIS);
        if (!name.isEmpty()) {
            source.setPoolName(name);
        }
        return source;
    }

    private static DataSource hikariOn(DataSource inner) {
        HikariDataSource source = new HikariDataSource();
        source.setDataSource(inner);
        source.setMaximumPoolSize(1);
        return source;
    }

    private static DataSource dbcp(String name) {
        BasicDataSource source = new BasicDataSource();
        source.setUrl(URL);
        source.setMaxTotal(MOST);
        source.setMaxWait(Duration.ofMillis(MILLIS));
        if (!name.isEmpty()) {
            source.setJmxName("io.leasewatch.test:type=pool,name=" + name);
        }
        return source;
    }

    private static DataSource agroal() throws SQLException {
        return AgroalDataSource.from(new AgroalPropertiesReader()
                .readProperties(Map.of(
                        AgroalPropertiesReader.JDBC_URL, URL,
                        AgroalPropertiesReader.MAX_SIZE, String.valueOf(MOST),
                        AgroalPropertiesReader.ACQUISITION_TIMEOUT_MS, String.valueOf(MILLIS)))
                .get());
    }

    private static DataSource c3p0(String name) {
        ComboPooledDataSource source = new ComboPooledDataSource();
        source.setJdbcUrl(URL);
        source.setInitialPoolSize(1);
        source.setMinPoolSize(1);
        source.setMaxPoolSize(MOST);
        source.setCheckoutTimeout(MILLIS);
        if (!name.isEmpty()) {
            source.setDataSourceName(name);
        }
        return source;
    }

    private static DataSource tomcat(String name) {
        org.apache.tomcat.jdbc.pool.DataSource source = new org.apache.tomcat.jdbc.pool.DataSource();
        source.setUrl(URL);
        source.setDriverClassName("org.h2.Driver");
        source.setInitialSize(1);
        source.setMaxActive(MOST);
        source.setMaxWait(MILLIS);
        if (!name.isEmpty()) {
            source.setName(name);
        }
        return source;
    }
}
