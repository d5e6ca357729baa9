package io.leasewatch.agent;

import io.leasewatch.core.origin.ClassOrigin;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Changes the classes of applications so that they pass their position when they call a data source. This saves a stack walk.
 *
 * <p>Thread-safe. Only classes whose constant pool contains the call are changed. A class that cannot be changed works unchanged,
 * and its lines are found by a stack walk.
 */
final class CallerWeaver implements ClassFileTransformer {

    /** The data sources of this library, which call other data sources on behalf of an application. */
    private static final String OWN_DATA_SOURCES = "io/leasewatch/core/jdbc/";

    private static final int INTERFACE_METHOD = 11;

    private final AtomicBoolean failed = new AtomicBoolean();

    /** A class that is redefined is changed again, because it must keep the methods that it has. */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || ClassOrigin.isPlatform(loader) || isGenerated(name) || name.startsWith(OWN_DATA_SOURCES)) {
            return null;
        }
        try {
            ClassReader type = new ClassReader(bytes);
            return isExcluded(type) || !isApplications(name, loader, domain) ? null : rewrite(type);
        } catch (Throwable e) {
            cannotRewrite(name, e);
            return null;
        }
    }

    private static boolean isGenerated(String name) {
        return name.contains("$$") || name.contains("$Proxy");
    }

    private static boolean isApplications(
            String name, @Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
        return ClassOrigin.of(name.replace('/', '.'), loader, domain) == ClassOrigin.APPLICATION;
    }

    private static boolean isExcluded(ClassReader type) {
        return (type.getAccess() & (Opcodes.ACC_INTERFACE | Opcodes.ACC_SYNTHETIC)) != 0
                || type.readUnsignedShort(6) < Opcodes.V1_5
                || !namesTheCall(type);
    }

    private static byte @Nullable [] rewrite(ClassReader type) {
        // Neither maximums nor frames are computed: the existing frames stay valid, and computing them would load
        // classes.
        ClassWriter writer = new ClassWriter(type, 0);
        CallVisitor visitor = new CallVisitor(writer);
        type.accept(visitor, 0);
        return visitor.hasRewritten() ? writer.toByteArray() : null;
    }

    /** Reads the constant pool byte by byte, because this runs for every class of every application. */
    private static boolean namesTheCall(ClassReader type) {
        for (int i = 1; i < type.getItemCount(); i++) {
            int item = type.getItem(i);
            if (item > 0 && type.readByte(item - 1) == INTERFACE_METHOD) {
                int owner = constantAt(type, item);
                int called = constantAt(type, item + 2);
                if (matches(type, constantAt(type, owner), Detour.SOURCE)
                        && matches(type, constantAt(type, called), Detour.CALLED)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The offset of the constant whose index stands at {@code offset}. */
    private static int constantAt(ClassReader type, int offset) {
        return type.getItem(type.readUnsignedShort(offset));
    }

    private static boolean matches(ClassReader type, int text, String wanted) {
        boolean same = type.readUnsignedShort(text) == wanted.length();
        for (int i = 0; same && i < wanted.length(); i++) {
            same = type.readByte(text + 2 + i) == wanted.charAt(i);
        }
        return same;
    }

    private void cannotRewrite(String name, Throwable failure) {
        if (!failed.compareAndSet(false, true)) {
            return;
        }
        try {
            Late.LOG.log(
                    Level.WARNING,
                    "LSW9003W: The Leasewatch agent cannot weave " + name.replace('/', '.')
                            + ". The class works unchanged; a stack walk finds its lines of code, which is slower."
                            + " Further classes of applications that cannot be woven are not logged.",
                    failure);
        } catch (Throwable ignored) {
            // A failing log must not prevent the application from loading its class.
        }
    }

    /** Initialized with the first message, because the server sets up its log after the agent is loaded. */
    private static final class Late {
        private static final Logger LOG = System.getLogger(CallerWeaver.class.getName());
    }
}
