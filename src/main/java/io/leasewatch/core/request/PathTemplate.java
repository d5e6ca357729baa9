package io.leasewatch.core.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Guesses the template of a path, for requests that no REST resource answers: segments that look like ids become {@code {id}}. */
final class PathTemplate {

    private static final Pattern ID = Pattern.compile("(?<=/)(?:\\d+|[0-9a-fA-F-]{16,}|[^/]{48,})(?=/|$)");

    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    private PathTemplate() {}

    /** The method and the template without the context root, such as {@code GET /api/books/{id}}. */
    static String operation(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getMethod() + " " + of(path);
    }

    static String of(String path) {
        String clean = PARAMETERS.matcher(path).replaceAll("");
        return clean.isEmpty() ? "/" : ID.matcher(clean).replaceAll("{id}");
    }
}
