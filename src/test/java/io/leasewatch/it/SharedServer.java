package io.leasewatch.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a server that is started once and shared by all classes that ask for it; each leaves it as it found it. */
abstract class SharedServer implements ParameterResolver {

    abstract LibertyServer start();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LibertyServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(getClass()))
                .getOrComputeIfAbsent(LibertyServer.class, key -> start(), LibertyServer.class);
    }
}
