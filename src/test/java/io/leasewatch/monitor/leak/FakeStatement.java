package io.leasewatch.monitor.leak;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement that counts how often it was told to stop, and does something of a test's then. */
public final class FakeStatement implements InvocationHandler {

    public volatile int cancelled;
    public volatile Runnable whenCancelled = () -> {};

    public volatile @Nullable SQLException failure;

    public Statement statement() {
        return (Statement)
                Proxy.newProxyInstance(FakeStatement.class.getClassLoader(), new Class<?>[] {Statement.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        if (!method.getName().equals("cancel")) {
            throw new UnsupportedOperationException(method.getName());
        }
        cancelled++;
        whenCancelled.run();
        SQLException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return null;
    }
}
