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
 * Has the classes of applications say where they are when they ask a data source for a connection, so that nobody has to look for
 * them on the stack.
 *
 * <p>Thread-safe. Only classes that name the call are rewritten; a class that cannot be stays as it is, and its lines are looked for
 * on the stack.
 */
final class CallerWeaver implements ClassFileTransformer {

    /** The library's own data sources, which call others in an application's place. */
    private static final String OWN = "io/leasewatch/jdbc/";

    private static final int INTERFACE_METHOD = 11;

    private final AtomicBoolean failed = new AtomicBoolean();

    /** A class that is defined anew is rewritten again: it must keep the methods that it has. */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || ClassOrigin.isPlatform(loader) || isGenerated(name) || name.startsWith(OWN)) {
            return null;
        }
        try {
            ClassReader type = new ClassReader(bytes);
            return isLeft(type) || !isApplications(name, loader, domain) ? null : rewrite(type);
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

    private static boolean isLeft(ClassReader type) {
        return (type.getAccess() & (Opcodes.ACC_INTERFACE | Opcodes.ACC_SYNTHETIC)) != 0
                || type.readUnsignedShort(6) < Opcodes.V1_5
                || !namesTheCall(type);
    }

    private static byte @Nullable [] rewrite(ClassReader type) {
        // Computes nothing: frames of branches that are not ours stay right, and no class has to be loaded to know
        // them.
        ClassWriter writer = new ClassWriter(type, 0);
        CallVisitor visitor = new CallVisitor(writer);
        type.accept(visitor, 0);
        return visitor.hasRewritten() ? writer.toByteArray() : null;
    }

    /** Looked up byte by byte: this is done for every class of every application. */
    private static boolean namesTheCall(ClassReader type) {
        for (int i = 1; i < type.getItemCount(); i++) {
            int item = type.getItem(i);
            if (item > 0 && type.readByte(item - 1) == INTERFACE_METHOD) {
                int owner = referred(type, item);
                int called = referred(type, item + 2);
                if (says(type, referred(type, owner), Detour.SOURCE)
                        && says(type, referred(type, called), Detour.CALLED)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the constant begins whose number stands at {@code offset}. */
    private static int referred(ClassReader type, int offset) {
        return type.getItem(type.readUnsignedShort(offset));
    }

    private static boolean says(ClassReader type, int text, String wanted) {
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
                            + ", which stays as it is. Its lines are looked for on the stack, which takes longer."
                            + " Further classes of this kind are not logged.",
                    failure);
        } catch (Throwable ignored) {
            // A log that fails is no reason to keep the application from its class.
        }
    }

    /** Not made before there is something to say: the server sets up its log after the agent is loaded. */
    private static final class Late {
        private static final Logger LOG = System.getLogger(CallerWeaver.class.getName());
    }
}
