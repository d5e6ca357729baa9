package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.apache.commons.dbcp2.TestPoolingDriver;
import org.junit.jupiter.api.Test;

/** Commons DBCP's own tests of its pooling driver, with watched connections. */
class DbcpPoolingDriverOwnTestsTest extends TestPoolingDriver {

    private final WatchedDatabase watched = WatchedDatabase.h2();

    @Override
    protected Connection getConnection() throws Exception {
        return watched.connect(super.getConnection());
    }

    @Test
    void leasesOfTheseTestsComeBack() throws Exception {
        getConnection().close();

        assertThat(watched.closed).hasSize(1);
        assertThat(watched.stillOut()).isZero();
    }
}
