package io.leasewatch.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the run server as it is shipped, with limits short enough for a test. It is started once and shared by all classes
 * that ask for it; each leaves it as it found it.
 */
final class RunServer implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(RunServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LibertyServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(LibertyServer.class, key -> start(), LibertyServer.class);
    }

    private static LibertyServer start() {
        return ServerSetup.runServer("run")
                // A small machine's server begins with four threads, and half of the tests need more at once.
                .config("<executor coreThreads=\"40\"/>")
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .env("LEASEWATCH_REQUEST_SLOW_THRESHOLD", "PT1S")
                .start("leasewatch", "bookshop");
    }
}
