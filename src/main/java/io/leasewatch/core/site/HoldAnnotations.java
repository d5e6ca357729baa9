package io.leasewatch.core.site;

import java.lang.StackWalker.StackFrame;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the annotations of a class and its methods say about how long they hold connections: {@code @TrackConnections(reason = …)}, and
 * {@code @PostConstruct}. The server applies no interceptor to most lifecycle methods, so the annotations are read here.
 *
 * <p>Immutable. Compares annotations by name, because this package depends neither on Jakarta EE nor on the API. It is attached to the
 * class that it describes.
 */
final class HoldAnnotations {

    private static final String TRACKED = "io.leasewatch.TrackConnections";

    private static final Set<String> INITIALIZATION =
            Set.of("jakarta.annotation.PostConstruct", "javax.annotation.PostConstruct");

    /** Scopes of beans that live for one request. */
    private static final Set<String> OF_REQUEST =
            Set.of("jakarta.enterprise.context.RequestScoped", "jakarta.ws.rs.Path", "javax.ws.rs.Path");

    private static final Set<String> OF_APPLICATION =
            Set.of("jakarta.enterprise.context.ApplicationScoped", "jakarta.ejb.Singleton", "jakarta.inject.Singleton");

    private final Class<?> type;
    private final String reason;

    HoldAnnotations(Class<?> type) {
        this.type = type;
        this.reason = reasonOn(type);
    }

    /** Why the code of {@code frame} holds connections for long, without a limit; empty if no reason is given. */
    String reason(StackFrame frame) {
        return methods(frame.getMethodName())
                .map(HoldAnnotations::reasonOn)
                .filter(Predicate.not(String::isEmpty))
                .findFirst()
                .orElse(reason);
    }

    /** Whether the container calls the method of {@code frame} to initialize a bean that lives longer than a request. */
    boolean isInitialization(StackFrame frame) {
        return methods(frame.getMethodName()).anyMatch(method -> has(INITIALIZATION, method))
                && (has(OF_APPLICATION, type) || !has(OF_REQUEST, type));
    }

    private static boolean has(Set<String> wanted, AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation ->
                        wanted.contains(annotation.annotationType().getName()));
    }

    /** The methods of that name, or the method that contains the lambda of that name. */
    private Stream<? extends Executable> methods(String compiled) {
        String name = Site.writtenMethod(compiled);
        try {
            return name.equals("<init>")
                    ? Arrays.stream(type.getDeclaredConstructors())
                    : Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> method.getName().equals(name));
        } catch (LinkageError e) {
            // A class that a signature names is missing. The application works as long as it does not call that method.
            return Stream.empty();
        }
    }

    private static String reasonOn(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .filter(annotation -> annotation.annotationType().getName().equals(TRACKED))
                .filter(annotation -> List.of("leakThreshold", "maxHold").stream()
                        .allMatch(limit -> member(annotation, limit).isEmpty()))
                .map(annotation -> member(annotation, "reason"))
                .findFirst()
                .orElse("");
    }

    private static String member(Annotation annotation, String name) {
        try {
            return String.valueOf(annotation.annotationType().getMethod(name).invoke(annotation));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "";
        }
    }
}
