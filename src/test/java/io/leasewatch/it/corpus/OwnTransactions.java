package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;

/** Orders by JDBC alone, in transactions of its own. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class OwnTransactions extends Databases {

    @Resource
    private UserTransaction transaction;

    public String order() throws Exception {
        Connection connection = unshared.getConnection(); // trade/direct-order
        try {
            transaction.begin();
            use(connection);
            transaction.commit();
            return use(connection);
        } finally {
            connection.close();
        }
    }

    public String orderRolledBack() throws Exception {
        Connection connection = shared.getConnection(); // trade/direct-order-rolled-back
        try {
            connection.setAutoCommit(false);
            use(connection);
            connection.rollback();
            connection.setAutoCommit(true);
            return "rolled back";
        } finally {
            connection.close();
        }
    }
}
