package io.leasewatch.core.request;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A call of a method of {@code target} as a container hands it to interceptors; what the method does is given. */
public final class FakeInvocation implements InvocationContext {

    private final Object target;
    private final Method method;
    private final Callable<?> body;
    private final Map<String, Object> contextData = new HashMap<>();
    private int ahead;

    private FakeInvocation(Object target, Method method, Callable<?> body) {
        this.target = target;
        this.method = method;
        this.body = body;
    }

    public static FakeInvocation of(Object target, String method, Callable<?> body) {
        try {
            return new FakeInvocation(target, target.getClass().getMethod(method), body);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Another call of the same method. */
    public FakeInvocation again() {
        return new FakeInvocation(target, method, body);
    }

    /** The call as it goes when {@link TrackingInterceptor} stands before the method. */
    public @Nullable Object intercepted() throws Exception {
        return interceptedBy(1);
    }

    /** The call as it goes when the interceptor stands before the method that many times. */
    @Nullable
    Object interceptedBy(int interceptors) throws Exception {
        ahead = interceptors;
        return proceed();
    }

    @Override
    public @Nullable Object proceed() throws Exception {
        return ahead-- > 0 ? new TrackingInterceptor().track(this) : body.call();
    }

    @Override
    public Object getTarget() {
        return target;
    }

    @Override
    public Method getMethod() {
        return method;
    }

    @Override
    public Map<String, Object> getContextData() {
        return contextData;
    }

    @Override
    public @Nullable Object getTimer() {
        return null;
    }

    @Override
    public @Nullable Constructor<?> getConstructor() {
        return null;
    }

    @Override
    public Object[] getParameters() {
        return new Object[0];
    }

    @Override
    public void setParameters(Object[] parameters) {
        throw new UnsupportedOperationException();
    }
}
