package io.leasewatch.agent;

import io.leasewatch.agent.advice.HookKey;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A method that is added to a class of an application and called in place of {@code DataSource.getConnection}. It passes the
 * position of the call to a hook, calls the data source, and runs the result of the hook when the call returns or throws.
 *
 * <pre>{@code
 * private static Connection leasewatch$getConnection(DataSource source, String place) throws SQLException {
 *     Object end = null;
 *     try {
 *         Object hook = System.getProperties().get(HookKey.CALLING);
 *         end = hook == null ? null : ((BiFunction) hook).apply(place, source);
 *     } catch (Throwable ignored) {
 *     }
 *     try {
 *         return source.getConnection();
 *     } finally {
 *         try {
 *             if (end != null) {
 *                 ((Runnable) end).run();
 *             }
 *         } catch (Throwable ignored) {
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The method has no line number, so a stack walk skips it. It is private and synthetic, so it is not taken for a business method
 * and does not change the serial version of the class.
 */
enum Detour {
    /** {@code getConnection()}. */
    PLAIN,
    /** {@code getConnection(String, String)}. */
    WITH_USER("java/lang/String", "java/lang/String");

    static final String NAME = "leasewatch$getConnection";

    /** The interface and the name of the replaced method. */
    static final String SOURCE = "javax/sql/DataSource";

    static final String CALLED = "getConnection";

    private static final String CONNECTION = "java/sql/Connection";
    private static final String STRING = "java/lang/String";
    private static final String OBJECT = "java/lang/Object";
    private static final String THROWABLE = "java/lang/Throwable";

    private final String called;
    private final String descriptor;
    private final int place;
    private final int end;
    private final int outcome;

    Detour(String... arguments) {
        StringBuilder types = new StringBuilder();
        for (String argument : arguments) {
            types.append('L').append(argument).append(';');
        }
        called = "(" + types + ")Ljava/sql/Connection;";
        descriptor = "(Ljavax/sql/DataSource;" + types + "Ljava/lang/String;)Ljava/sql/Connection;";
        place = arguments.length + 1;
        end = place + 1;
        outcome = end + 1;
    }

    /** The detour for a call, {@code null} if it does not call {@code DataSource.getConnection}. */
    static @Nullable Detour of(String owner, String name, String descriptor) {
        if (owner.equals(SOURCE) && name.equals(CALLED)) {
            for (Detour detour : values()) {
                if (detour.called.equals(descriptor)) {
                    return detour;
                }
            }
        }
        return null;
    }

    /** The descriptor of the added method: the data source, the arguments of the call, and its position. */
    String descriptor() {
        return descriptor;
    }

    void addTo(ClassVisitor type) {
        MethodVisitor code = type.visitMethod(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, NAME, descriptor, null, new String[] {
                    "java/sql/SQLException"
                });
        code.visitCode();
        begin(code);
        call(code);
        code.visitMaxs(3, outcome + 1);
        code.visitEnd();
    }

    private void begin(MethodVisitor code) {
        Label begins = new Label();
        Label ends = new Label();
        Label fails = new Label();
        Label next = new Label();
        code.visitTryCatchBlock(begins, ends, fails, THROWABLE);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ASTORE, end);
        code.visitLabel(begins);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/lang/System", "getProperties", "()Ljava/util/Properties;", false);
        code.visitLdcInsn(HookKey.CALLING);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/util/Properties", "get", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        code.visitVarInsn(Opcodes.ASTORE, end);
        code.visitVarInsn(Opcodes.ALOAD, end);
        code.visitJumpInsn(Opcodes.IFNULL, next);
        code.visitVarInsn(Opcodes.ALOAD, end);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/BiFunction");
        code.visitVarInsn(Opcodes.ALOAD, place);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "java/util/function/BiFunction",
                "apply",
                "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        code.visitVarInsn(Opcodes.ASTORE, end);
        code.visitLabel(ends);
        code.visitJumpInsn(Opcodes.GOTO, next);
        code.visitLabel(fails);
        frame(code, null, THROWABLE);
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ASTORE, end);
        code.visitLabel(next);
        frame(code, null, null);
    }

    private void call(MethodVisitor code) {
        Label begins = new Label();
        Label ends = new Label();
        Label fails = new Label();
        code.visitTryCatchBlock(begins, ends, fails, THROWABLE);
        code.visitLabel(begins);
        for (int argument = 0; argument < place; argument++) {
            code.visitVarInsn(Opcodes.ALOAD, argument);
        }
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, SOURCE, CALLED, called, true);
        code.visitVarInsn(Opcodes.ASTORE, outcome);
        code.visitLabel(ends);
        end(code, CONNECTION);
        code.visitInsn(Opcodes.ARETURN);
        code.visitLabel(fails);
        frame(code, null, THROWABLE);
        code.visitVarInsn(Opcodes.ASTORE, outcome);
        end(code, THROWABLE);
        code.visitInsn(Opcodes.ATHROW);
    }

    /** Generates the code that runs the result of the hook and then loads the outcome onto the stack. */
    private void end(MethodVisitor code, String outcomeType) {
        Label begins = new Label();
        Label ends = new Label();
        Label fails = new Label();
        Label over = new Label();
        code.visitTryCatchBlock(begins, ends, fails, THROWABLE);
        code.visitLabel(begins);
        code.visitVarInsn(Opcodes.ALOAD, end);
        code.visitJumpInsn(Opcodes.IFNULL, over);
        code.visitVarInsn(Opcodes.ALOAD, end);
        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Runnable");
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
        code.visitLabel(ends);
        code.visitJumpInsn(Opcodes.GOTO, over);
        code.visitLabel(fails);
        frame(code, outcomeType, THROWABLE);
        code.visitInsn(Opcodes.POP);
        code.visitLabel(over);
        frame(code, outcomeType, null);
        code.visitVarInsn(Opcodes.ALOAD, outcome);
    }

    /**
     * Generates a frame. Its locals are the arguments, the result of the hook, and the outcome if there is one; its stack is the
     * exception, if there is one.
     */
    private void frame(MethodVisitor code, @Nullable String outcomeType, @Nullable String thrown) {
        Object[] locals = new Object[outcome + (outcomeType == null ? 0 : 1)];
        locals[0] = SOURCE;
        for (int argument = 1; argument <= place; argument++) {
            locals[argument] = STRING;
        }
        locals[end] = OBJECT;
        if (outcomeType != null) {
            locals[outcome] = outcomeType;
        }
        Object[] stack = thrown == null ? new Object[0] : new Object[] {thrown};
        code.visitFrame(Opcodes.F_FULL, locals.length, locals, stack.length, stack);
    }
}
