package io.leasewatch.agent;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the calls of {@code getConnection} in one class by calls of a {@link Detour}, and adds the detours that the class
 * needs. A call without a line number is left unchanged; a stack walk skips it too.
 */
final class CallVisitor extends ClassVisitor {

    private static final int API = Opcodes.ASM9;

    /** Descriptors of scopes of beans that live across requests. */
    private static final Pattern CONVERSATION_SCOPE = Pattern.compile("L(jakarta|javax)/"
            + "(ejb/Stateful|enterprise/context/(Conversation|Session)Scoped|faces/(flow/Flow|view/View)Scoped);");

    private static final String TRACKED = "Lio/leasewatch/TrackConnections;";

    private static final Set<String> INITIALIZATION =
            Set.of("Ljakarta/annotation/PostConstruct;", "Ljavax/annotation/PostConstruct;");

    private final Set<Detour> detours = EnumSet.noneOf(Detour.class);
    private String type = "";
    private String file = "";
    private boolean excluded;
    /** Methods whose annotations say how long they hold connections. A stack walk reads the annotations. */
    private final Set<String> excludedMethods = new HashSet<>();

    CallVisitor(ClassVisitor next) {
        super(API, next);
    }

    /** Whether the class was changed. */
    boolean hasRewritten() {
        return !detours.isEmpty() && !excluded;
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

    /**
     * Beans of a conversation keep connections longer than others, and so do classes that are annotated with a reason. They are
     * not changed, and their lines are found by a stack walk.
     */
    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        excluded |= CONVERSATION_SCOPE.matcher(descriptor).matches();
        AnnotationVisitor next = super.visitAnnotation(descriptor, visible);
        return descriptor.equals(TRACKED) ? new Reason(next, () -> excluded = true) : next;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        excluded |= name.equals(Detour.NAME);
        return new Calls(name, super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    @Override
    public void visitEnd() {
        for (Detour detour : detours) {
            detour.addTo(cv);
        }
        super.visitEnd();
    }

    /** Whether {@code method} is one of the excluded methods, or a lambda in one of them. */
    private boolean isExcluded(String method) {
        return excludedMethods.stream()
                .anyMatch(name -> method.equals(name)
                        || method.startsWith("lambda$" + name + "$")
                        || method.startsWith(name + "$lambda$"));
    }

    /** Runs an action if the annotation has a reason. */
    private static final class Reason extends AnnotationVisitor {
        private final Runnable action;

        Reason(@Nullable AnnotationVisitor next, Runnable action) {
            super(API, next);
            this.action = action;
        }

        @Override
        public void visit(String name, Object value) {
            if (name.equals("reason") && !value.equals("")) {
                action.run();
            }
            super.visit(name, value);
        }
    }

    private final class Calls extends MethodVisitor {
        private final String method;
        private int line = -1;
        private boolean rewritten;

        Calls(String method, MethodVisitor next) {
            super(API, next);
            this.method = method;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            AnnotationVisitor next = super.visitAnnotation(descriptor, visible);
            if (INITIALIZATION.contains(descriptor)) {
                excludedMethods.add(method);
            }
            return descriptor.equals(TRACKED) ? new Reason(next, () -> excludedMethods.add(method)) : next;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            super.visitLineNumber(number, start);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Detour detour = opcode == Opcodes.INVOKEINTERFACE && line >= 0 && !isExcluded(method)
                    ? Detour.of(owner, name, descriptor)
                    : null;
            if (detour == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            detours.add(detour);
            rewritten = true;
            if (detour == Detour.PLAIN) {
                // A {@code null} data source must still throw its NullPointerException here, not inside the detour.
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
            super.visitMaxs(rewritten ? stack + 1 : stack, locals);
        }
    }
}
