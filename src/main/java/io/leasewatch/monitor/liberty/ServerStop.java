package io.leasewatch.monitor.liberty;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server is on its way down. Applications are told only when they are stopped themselves, which is after the server has
 * waited for requests to end; the server's own parts ask this class, and so does this one, by its name. Where it is not to be found,
 * the server never seems to stop.
 *
 * <p>Thread-safe; costs a call by reflection.
 */
public final class ServerStop implements BooleanSupplier {

    private static final String STATE = "com.ibm.wsspi.kernel.service.utils.FrameworkState";

    private final @Nullable ClassLoader server;
    private volatile boolean stopping;

    /** {@code own} is the class loader of an application, which is made by the server. */
    public ServerStop(ClassLoader own) {
        this.server = own.getClass().getClassLoader();
    }

    @Override
    public boolean getAsBoolean() {
        if (!stopping) {
            stopping = ask();
        }
        return stopping;
    }

    private boolean ask() {
        try {
            return Boolean.TRUE.equals(
                    Class.forName(STATE, true, server).getMethod("isStopping").invoke(null));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
