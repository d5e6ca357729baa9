package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;

/** Transactions of its own. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class Archivist extends Databases {

    @Resource
    private UserTransaction transaction;

    public String committed() throws Exception {
        transaction.begin();
        try (Connection connection = shared.getConnection()) { // ejb/bean-managed
            use(connection);
        }
        transaction.commit();
        return "committed";
    }

    public String committedAndLeftOpen() throws Exception {
        transaction.begin();
        Connection connection = unshared.getConnection(); // ejb/bean-managed-left-open
        String used = use(connection);
        transaction.commit();
        return used;
    }
}
