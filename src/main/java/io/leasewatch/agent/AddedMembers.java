package io.leasewatch.agent;

import io.leasewatch.agent.advice.AddedField;
import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FieldAccessor;

/** Adds members to classes of the server and of pools: a field in which a hook keeps its record, and methods to read and write it. */
final class AddedMembers {

    private static final int SYNTHETIC = 0x1000;

    private AddedMembers() {}

    static DynamicType.Builder<?> to(String type, DynamicType.Builder<?> builder) {
        return switch (type) {
            case Points.HANDLE, Points.MANAGED_IN_POOL, Points.TASK_RECORD, Points.SCHEDULED_TASK -> keeper(builder);
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
        return builder.defineField(AddedField.NAME, Object.class, Modifier.PUBLIC | Modifier.TRANSIENT | SYNTHETIC)
                .implement(Supplier.class, Consumer.class)
                .defineMethod("get", Object.class, Modifier.PUBLIC)
                .intercept(FieldAccessor.ofField(AddedField.NAME))
                .defineMethod("accept", void.class, Modifier.PUBLIC)
                .withParameters(Object.class)
                .intercept(FieldAccessor.ofField(AddedField.NAME));
    }
}
