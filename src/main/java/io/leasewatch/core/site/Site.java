package io.leasewatch.core.site;

import java.lang.reflect.Method;

/**
 * The line of code that took a lease: the application's own, or, where only libraries are on the stack, the outermost call of one.
 *
 * @param className the fully qualified name of the class
 * @param method the method's name
 * @param file the source file's name, empty when the class was compiled without it
 * @param line the line, from 1; below 1 when it is not known
 * @param keeper who keeps what is taken there
 * @param isLibrary whether it is a library's line, because no code of an application is on the stack
 */
public record Site(String className, String method, String file, int line, ConnectionOwner keeper, boolean isLibrary) {

    /** No site was looked for, or no frame of an application stood on the stack. */
    public static final Site UNKNOWN = new Site("", "", "", 0, ConnectionOwner.UNKNOWN);

    /** No site was looked for, because other leases are the sample. */
    public static final Site NOT_SAMPLED = new Site("", "not sampled", "", 0, ConnectionOwner.UNKNOWN);

    /** A line of an application. */
    public Site(String className, String method, String file, int line, ConnectionOwner keeper) {
        this(className, method, file, line, keeper, false);
    }

    /** A line of work that keeps what it takes itself. */
    public Site(String className, String method, String file, int line) {
        this(className, method, file, line, ConnectionOwner.WORK);
    }

    /** A method whose line is not known, as an annotation stands on it. */
    public static Site of(Method method) {
        return new Site(method.getDeclaringClass().getName(), method.getName(), "", 0);
    }

    static Site of(StackTraceElement frame, ConnectionOwner keeper) {
        return of(frame, keeper, false);
    }

    /** A library's line. How long a library may keep a connection is unknown, unless it is a persistence provider. */
    static Site ofLibrary(StackTraceElement frame, boolean persistence) {
        return of(frame, persistence ? ConnectionOwner.PERSISTENCE : ConnectionOwner.UNKNOWN, true);
    }

    private static Site of(StackTraceElement frame, ConnectionOwner keeper, boolean isLibrary) {
        String file = frame.getFileName();
        return new Site(
                frame.getClassName(),
                frame.getMethodName(),
                file == null ? "" : file,
                frame.getLineNumber(),
                keeper,
                isLibrary);
    }

    public boolean isKnown() {
        return !className.isEmpty();
    }

    /** As people write it: {@code OrderService.java:41}, {@code JobRunShell.java:202 [library]}, {@code unknown}, {@code not sampled}. */
    @Override
    public String toString() {
        if (!isKnown()) {
            return method.isEmpty() ? "unknown" : method;
        }
        String where = file.isEmpty() ? className : file;
        return (line < 1 ? where + "#" + method : where + ":" + line) + (isLibrary ? " [library]" : "");
    }
}
