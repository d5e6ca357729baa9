package io.leasewatch.core.site;

import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of code that opened a lease: a line of the application or, if only libraries are on the stack, the outermost call of a
 * library.
 *
 * @param className the fully qualified name of the class
 * @param method the name of the method
 * @param file the name of the source file, empty if the class was compiled without it
 * @param line the line, from 1; less than 1 if it is unknown
 * @param keeper who owns the connections that are acquired there
 * @param isLibrary whether it is a line of a library, because no application is on the stack
 * @param meant why connections are held for long, as annotated on the method or the class; empty if no reason is given
 */
public record Site(
        String className,
        String method,
        String file,
        int line,
        ConnectionOwner keeper,
        boolean isLibrary,
        String meant) {

    /** The stack was not walked, or it has no frame of an application or library. */
    public static final Site UNKNOWN = new Site("", "", "", 0, ConnectionOwner.UNKNOWN);

    /** The stack was not walked because this lease is not part of the sample. */
    public static final Site NOT_SAMPLED = new Site("", "not sampled", "", 0, ConnectionOwner.UNKNOWN);

    /** The name that a compiler gives to the body of a lambda in {@code run}: {@code lambda$run$0} or {@code run$lambda$0}. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+|(.+)\\$lambda\\$\\d+");

    /** Creates a line of an application. */
    public Site(String className, String method, String file, int line, ConnectionOwner keeper) {
        this(className, method, file, line, keeper, false, "");
    }

    /** Creates a line of an application whose connections belong to the unit of work. */
    public Site(String className, String method, String file, int line) {
        this(className, method, file, line, ConnectionOwner.WORK);
    }

    /** Creates the site of an annotated method, whose line is unknown. */
    public static Site of(Method method) {
        return new Site(method.getDeclaringClass().getName(), method.getName(), "", 0);
    }

    static Site of(StackTraceElement frame, ConnectionOwner keeper, String meant) {
        return of(frame, keeper, false, meant);
    }

    /** A line of a library. How long it may keep a connection is unknown, unless it is a persistence provider. */
    static Site ofLibrary(StackTraceElement frame, boolean persistence) {
        return of(frame, persistence ? ConnectionOwner.PERSISTENCE : ConnectionOwner.UNKNOWN, true, "");
    }

    private static Site of(StackTraceElement frame, ConnectionOwner keeper, boolean isLibrary, String meant) {
        String file = frame.getFileName();
        return new Site(
                frame.getClassName(),
                frame.getMethodName(),
                file == null ? "" : file,
                frame.getLineNumber(),
                keeper,
                isLibrary,
                meant);
    }

    /** This line, whose connections are kept longer than one unit of work. */
    public Site keptAcrossWork() {
        return keeper == ConnectionOwner.WORK
                ? new Site(className, method, file, line, ConnectionOwner.CONVERSATION, isLibrary, meant)
                : this;
    }

    /** The class and the method, such as {@code io.example.OrderService.find}; for a lambda, the method that contains it. */
    public String methodName() {
        return className + "." + writtenMethod(method);
    }

    /** The class without its package, and the method, such as {@code OrderService.find}. */
    public String shortMethodName() {
        return className.substring(className.lastIndexOf('.') + 1) + "." + writtenMethod(method);
    }

    /** The method in the source code whose body is compiled to {@code method}. */
    public static String writtenMethod(String method) {
        Matcher lambda = LAMBDA.matcher(method);
        if (!lambda.matches()) {
            return method;
        }
        String name = lambda.group(1) == null ? lambda.group(2) : lambda.group(1);
        return name.equals("new") ? "<init>" : name.equals("static") ? "<clinit>" : name;
    }

    public boolean isKnown() {
        return !className.isEmpty();
    }

    /**
     * The text for people: {@code OrderService.java:41}, {@code JobRunShell.java:202 [library]}, {@code unknown} or {@code not
     * sampled}.
     */
    @Override
    public String toString() {
        if (!isKnown()) {
            return method.isEmpty() ? "unknown" : method;
        }
        String where = file.isEmpty() ? className : file;
        return (line < 1 ? where + "#" + method : where + ":" + line) + (isLibrary ? " [library]" : "");
    }
}
