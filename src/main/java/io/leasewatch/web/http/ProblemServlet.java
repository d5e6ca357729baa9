package io.leasewatch.web.http;

import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The error page: says what the container itself refuses, such as a missing password, as problem+json. */
public class ProblemServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
        if (isRead(request)) {
            show(response, status);
        } else {
            write(response, status, detail(status));
        }
    }

    /** Whether a browser shows the answer to somebody. */
    private static boolean isRead(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** Without any style: whoever may not see the dashboard may not have its style sheet either. */
    private static void show(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write("""
                        <!doctype html>
                        <html lang="en">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>Leasewatch: %1$s</title>
                        <h1>%1$s</h1>
                        <p>%2$s</p>
                        <p>The dashboard is for the roles leasewatch-viewer and leasewatch-admin. Whoever runs this server can give you one of
                        them.</p>
                        </html>
                        """.formatted(title(status), detail(status)));
    }

    public static void write(HttpServletResponse response, int status, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Json.createObjectBuilder()
                        .add("type", "about:blank")
                        .add("title", title(status))
                        .add("status", status)
                        .add("detail", detail)
                        .build()
                        .toString());
    }

    private static String title(int status) {
        jakarta.ws.rs.core.Response.Status known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static String detail(int status) {
        return switch (status) {
            case HttpServletResponse.SC_UNAUTHORIZED ->
                "A login of the role leasewatch-viewer is needed: a user name and a password, or a token.";
            case HttpServletResponse.SC_FORBIDDEN -> "This user has not the role that is needed.";
            case HttpServletResponse.SC_NOT_FOUND -> "There is nothing at this path.";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "This path has no such method.";
            default -> "The request could not be answered.";
        };
    }
}
