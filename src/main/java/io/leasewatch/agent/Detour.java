package io.leasewatch.agent;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A method that an application's class gets, and calls in place of its data source: it says where it was called, calls the data
 * source, and says that the call is over, however it ended.
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
 * <p>It has no line, so that whoever walks the stack passes over it. Private and synthetic, so that it is nobody's business method
 * and changes no serial version.
 */
enum Detour {
    /** {@code getConnection()}. */
    PLAIN,
    /** {@code getConnection(String, String)}. */
    WITH_USER("java/lang/String", "java/lang/String");

    static final String NAME = "leasewatch$getConnection";

    /** Whose method is called, and by which name. */
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

    /** The detour for a call, {@code null} for any other call than those of a data source. */
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

    /** The descriptor of the method: what the call takes, and where it stands. */
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
        Label goesOn = new Label();
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
        code.visitJumpInsn(Opcodes.IFNULL, goesOn);
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
        code.visitJumpInsn(Opcodes.GOTO, goesOn);
        code.visitLabel(fails);
        frame(code, null, THROWABLE);
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ASTORE, end);
        code.visitLabel(goesOn);
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

    /** Says that the call is over, and leaves its outcome on the stack. */
    private void end(MethodVisitor code, String came) {
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
        frame(code, came, THROWABLE);
        code.visitInsn(Opcodes.POP);
        code.visitLabel(over);
        frame(code, came, null);
        code.visitVarInsn(Opcodes.ALOAD, outcome);
    }

    /** What the locals and the stack hold here: the arguments, the end, the outcome if there is one; what was thrown, if anything. */
    private void frame(MethodVisitor code, @Nullable String came, @Nullable String thrown) {
        Object[] locals = new Object[outcome + (came == null ? 0 : 1)];
        locals[0] = SOURCE;
        for (int argument = 1; argument <= place; argument++) {
            locals[argument] = STRING;
        }
        locals[end] = OBJECT;
        if (came != null) {
            locals[outcome] = came;
        }
        Object[] stack = thrown == null ? new Object[0] : new Object[] {thrown};
        code.visitFrame(Opcodes.F_FULL, locals.length, locals, stack.length, stack);
    }
}
