package io.leasewatch.core.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the response of a request.
 *
 * <p>A shared library cannot install a filter in an application, and its observers receive only the request. The request of Open
 * Liberty gives access to its response. On other servers the status of a request is unknown. Thread-safe.
 */
final class ServerResponse {

    private static final MethodType SHAPE = MethodType.methodType(Object.class, HttpServletRequest.class);
    private static final String EVENTS = "text/event-stream";

    private volatile Getter last = new Getter(HttpServletRequest.class, null);

    @Nullable
    HttpServletResponse of(HttpServletRequest request) {
        Getter getter = last;
        if (getter.type != request.getClass()) {
            getter = Getter.of(request.getClass());
            last = getter;
        }
        try {
            return getter.get != null && getter.get.invokeExact(request) instanceof HttpServletResponse response
                    ? response
                    : null;
        } catch (Throwable e) {
            return null;
        }
    }

    /** The method of the server's class that returns the response; {@code null} if there is none. */
    private record Getter(Class<?> type, @Nullable MethodHandle get) {

        static Getter of(Class<?> type) {
            try {
                return new Getter(
                        type,
                        MethodHandles.publicLookup()
                                .unreflect(type.getMethod("getResponse"))
                                .asType(SHAPE));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return new Getter(type, null);
            }
        }
    }

    /**
     * Whether {@code response} is a stream of events or a WebSocket, which stay open while there is nothing to send. If the response is
     * unknown, {@code request} tells.
     */
    static boolean isStream(HttpServletRequest request, @Nullable HttpServletResponse response) {
        if (response == null) {
            return EVENTS.equals(request.getHeader("Accept")) || request.getHeader("Sec-WebSocket-Key") != null;
        }
        String type = response.getContentType();
        return response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS
                || (type != null && type.startsWith(EVENTS));
    }
}
