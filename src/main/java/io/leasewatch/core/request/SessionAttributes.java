package io.leasewatch.core.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;

/** What an application keeps in the HTTP session of a request. */
final class SessionAttributes {

    private SessionAttributes() {}

    /** Whether an attribute of the session is {@code handle}, or an object with a field that is. */
    static boolean keep(HttpServletRequest request, Object handle) {
        HttpSession session = request.getSession(false);
        try {
            return session != null
                    && Collections.list(session.getAttributeNames()).stream()
                            .map(session::getAttribute)
                            .anyMatch(value -> value == handle || hasField(value, handle));
        } catch (IllegalStateException e) {
            // The application has ended the session.
            return false;
        }
    }

    private static boolean hasField(Object value, Object handle) {
        return value != null
                && Arrays.stream(value.getClass().getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers())
                                && field.getType().isInstance(handle))
                        .anyMatch(field -> isIn(field, value, handle));
    }

    private static boolean isIn(Field field, Object value, Object handle) {
        try {
            return field.trySetAccessible() && field.get(value) == handle;
        } catch (IllegalAccessException e) {
            return false;
        }
    }
}
