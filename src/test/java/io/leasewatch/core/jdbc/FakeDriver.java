package io.leasewatch.core.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of any JDBC interface: remembers how it was called, and answers what it was told to answer to that method,
 * {@code null}, zero or false otherwise.
 */
final class FakeDriver implements InvocationHandler {

    /** What every object of the fake driver is and no watched object is. */
    interface Native {}

    /** One call, as it arrived. */
    record Call(String method, List<Class<?>> types, List<Object> arguments) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Object> answers = new HashMap<>();
    private @Nullable Object answer;
    private @Nullable Throwable failure;

    /** A JDBC object whose calls arrive here. */
    <T> T as(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(FakeDriver.class.getClassLoader(), new Class<?>[] {type, Native.class}, this));
    }

    FakeDriver answering(@Nullable Object always) {
        answer = always;
        return this;
    }

    FakeDriver answering(String method, Object toThat) {
        answers.put(method, toThat);
        return this;
    }

    FakeDriver failing(Throwable always) {
        failure = always;
        return this;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == given.get(0);
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "native";
            };
        }
        calls.add(new Call(method.getName(), List.of(method.getParameterTypes()), given));
        if (failure != null) {
            throw failure;
        }
        Object found = answers.getOrDefault(method.getName(), answer);
        return found == null && method.getReturnType() == boolean.class ? Boolean.FALSE : found;
    }
}
