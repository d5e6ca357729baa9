package io.leasewatch.monitor.liberty;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server is stopping. Applications are notified only when they are stopped themselves, after the server has waited for requests
 * to end. Therefore this class calls an internal class of the server by reflection. If that class is not found, the server never appears to
 * stop.
 *
 * <p>Thread-safe; costs a call by reflection.
 */
public final class ServerStop implements BooleanSupplier {

    private static final String STATE = "com.ibm.wsspi.kernel.service.utils.FrameworkState";

    private final @Nullable ClassLoader server;
    private volatile boolean stopping;

    /** @param own the class loader of an application, which is an instance of a class of the server */
    public ServerStop(ClassLoader own) {
        this.server = own.getClass().getClassLoader();
    }

    @Override
    public boolean getAsBoolean() {
        if (!stopping) {
            stopping = isServerStopping();
        }
        return stopping;
    }

    private boolean isServerStopping() {
        try {
            return Boolean.TRUE.equals(
                    Class.forName(STATE, true, server).getMethod("isStopping").invoke(null));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
