package io.leasewatch.bench;

import java.sql.PreparedStatement;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** A statement that does nothing, as a class of its own: a proxy would cost more than what is to be measured. */
final class StubStatement {

    static final PreparedStatement PREPARED = make();

    private StubStatement() {}

    private static PreparedStatement make() {
        try {
            return (PreparedStatement) new ByteBuddy()
                    .subclass(Object.class)
                    .implement(PreparedStatement.class)
                    .method(ElementMatchers.isAbstract())
                    .intercept(StubMethod.INSTANCE)
                    .make()
                    .load(StubStatement.class.getClassLoader())
                    .getLoaded()
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
