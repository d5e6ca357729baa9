package io.leasewatch.agent;

import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FieldAccessor;

/** Adds members to classes of the server and of pools: a field in which a hook keeps its record, and methods to read and write it. */
final class AddedMembers {

    /** The added field. A field on the object itself saves a map from handles to leases. */
    static final String KEPT = "leasewatch$kept";

    private static final int SYNTHETIC = 0x1000;

    private AddedMembers() {}

    static DynamicType.Builder<?> to(String type, DynamicType.Builder<?> builder) {
        return switch (type) {
            case Points.HANDLE, Points.MANAGED_IN_POOL -> keeper(builder);
            case PoolPoints.DBCP ->
                builder.implement(Supplier.class)
                        .defineMethod("get", Object.class, Modifier.PUBLIC)
                        .intercept(FieldAccessor.ofField("pool"));
            default -> PoolPoints.CONNECTIONS.contains(type) ? keeper(builder) : builder;
        };
    }

    /**
     * Adds the field, and access to it as {@code Supplier} and {@code Consumer}, because the hooks cannot refer to any other type
     * of these classes.
     */
    private static DynamicType.Builder<?> keeper(DynamicType.Builder<?> builder) {
        return builder.defineField(KEPT, Object.class, Modifier.PUBLIC | Modifier.TRANSIENT | SYNTHETIC)
                .implement(Supplier.class, Consumer.class)
                .defineMethod("get", Object.class, Modifier.PUBLIC)
                .intercept(FieldAccessor.ofField(KEPT))
                .defineMethod("accept", void.class, Modifier.PUBLIC)
                .withParameters(Object.class)
                .intercept(FieldAccessor.ofField(KEPT));
    }
}
