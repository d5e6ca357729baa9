package io.leasewatch.it;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a server that is started once and shared by all classes of this JVM that ask for it; each leaves it as it found it. It
 * ends with the JVM: Failsafe runs every class on its own, so JUnit's stores do not last from one class to the next.
 */
abstract class SharedServer implements ParameterResolver {

    private static final Map<Class<?>, LibertyServer> STARTED = new ConcurrentHashMap<>();

    abstract LibertyServer start();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LibertyServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return STARTED.computeIfAbsent(getClass(), type -> start());
    }
}
