package io.leasewatch.agent;

import java.util.EnumSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Sends the calls of one class the way of a {@link Detour}, and adds the detours that it needs. A call without a line is left alone:
 * the stack would not be asked about it either.
 */
final class CallVisitor extends ClassVisitor {

    private static final int API = Opcodes.ASM9;

    private final Set<Detour> detours = EnumSet.noneOf(Detour.class);
    private String type = "";
    private String file = "";
    private boolean taken;

    CallVisitor(ClassVisitor next) {
        super(API, next);
    }

    /** Whether the class has become another. */
    boolean hasRewritten() {
        return !detours.isEmpty() && !taken;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        type = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source == null ? "" : source;
        super.visitSource(source, debug);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        taken |= name.equals(Detour.NAME);
        return new Calls(name, super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    @Override
    public void visitEnd() {
        for (Detour detour : detours) {
            detour.addTo(cv);
        }
        super.visitEnd();
    }

    private final class Calls extends MethodVisitor {
        private final String method;
        private int line = -1;
        private boolean grown;

        Calls(String method, MethodVisitor next) {
            super(API, next);
            this.method = method;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            super.visitLineNumber(number, start);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Detour detour = opcode == Opcodes.INVOKEINTERFACE && line >= 0 ? Detour.of(owner, name, descriptor) : null;
            if (detour == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            detours.add(detour);
            grown = true;
            if (detour == Detour.PLAIN) {
                // A data source that is not there is still missed here, by its name, and not further down.
                super.visitInsn(Opcodes.DUP);
                super.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
                super.visitInsn(Opcodes.POP);
            }
            super.visitLdcInsn(String.join("\n", type.replace('/', '.'), method, file, Integer.toString(line)));
            super.visitMethodInsn(Opcodes.INVOKESTATIC, type, Detour.NAME, detour.descriptor(), false);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(grown ? stack + 1 : stack, locals);
        }
    }
}
