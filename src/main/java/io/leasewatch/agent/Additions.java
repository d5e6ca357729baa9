package io.leasewatch.agent;

import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FieldAccessor;

/** What classes of the server get in addition: a place for the lease on the handle, and a way from the handle's manager to its pool. */
final class Additions {

    /** On the handle itself, so that nobody needs a map from handles to leases. */
    static final String LEASE = "leasewatch$lease";

    private static final int SYNTHETIC = 0x1000;

    private Additions() {}

    static DynamicType.Builder<?> to(String type, DynamicType.Builder<?> builder) {
        return switch (type) {
            case Points.HANDLE ->
                builder.defineField(LEASE, Object.class, Modifier.PUBLIC | Modifier.TRANSIENT | SYNTHETIC);
            case Points.MANAGER ->
                builder.implement(Supplier.class)
                        .defineMethod("get", Object.class, Modifier.PUBLIC)
                        .intercept(FieldAccessor.ofField("_pm"));
            default -> builder;
        };
    }
}
