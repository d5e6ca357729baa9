package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.apache.commons.dbcp2.TestPoolingDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commons DBCP's own tests of a pool put together by hand, on a watched data source around it. */
class DbcpPoolingDataSourceOwnTestsTest extends TestPoolingDataSource {

    private WatchedDatabase watched;

    @Override
    @BeforeEach
    public void setUp() throws Exception {
        super.setUp();
        watched = new WatchedDatabase(ds);
    }

    @Override
    protected Connection getConnection() throws Exception {
        return watched.connect();
    }

    @Test
    void leasesOfTheseTestsComeBack() throws Exception {
        getConnection().close();

        assertThat(watched.closed).hasSize(1);
        assertThat(watched.stillOut()).isZero();
    }

    /** The original returns at once when a connection is not DBCP's own. */
    @Override
    @Test
    public void testPooling() throws Exception {
        List<Connection> handles = new ArrayList<>();
        List<Connection> pooled = new ArrayList<>();
        for (int i = 0; i < getMaxTotal(); i++) {
            Connection handle = newConnection();
            handles.add(handle);
            pooled.add(innermost(handle));
        }

        for (Connection handle : handles) {
            handle.close();
            try (Connection next = newConnection()) {
                assertThat(pooled).contains(innermost(next));
            }
        }
    }

    /** The original casts to DBCP's own class. */
    @Override
    @Test
    public void testPoolGuardConnectionWrapperEqualsSameDelegate() throws Exception {
        List<Connection> handles = new ArrayList<>();
        for (int i = 0; i < getMaxTotal(); i++) {
            handles.add(newConnection());
        }
        dbcp(handles.get(0)).getDelegate().close();

        Connection again = newConnection();

        assertThat(again).isNotEqualTo(handles.get(0));
        assertThat(innermost(again)).isEqualTo(innermost(handles.get(0)));
        for (Connection handle : handles) {
            handle.close();
        }
    }

    private static DelegatingConnection<?> dbcp(Connection connection) throws Exception {
        return connection.unwrap(DelegatingConnection.class);
    }

    private static Connection innermost(Connection connection) throws Exception {
        return dbcp(connection).getInnermostDelegateInternal();
    }
}
