package io.leasewatch.web.http;

import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The error page of the container, such as for a missing password: HTML for browsers, problem+json for other clients. */
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

    /** Declared so that the server forwards TRACE to {@link MethodFilter}: it denies the inherited method without a header. */
    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response) throws IOException {
        service(request, response);
    }

    /** Whether the client is a browser. */
    private static boolean isRead(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** Without a style sheet, because a user who may not see the dashboard may not load its style sheet either. */
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
                        <p>The dashboard needs the role leasewatch-viewer or leasewatch-admin.
                        Ask the administrator of this server.</p>
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
                "Log in as a user with the role leasewatch-viewer: with a user name and a password, or with a token.";
            case HttpServletResponse.SC_FORBIDDEN -> "This user does not have the required role.";
            case HttpServletResponse.SC_NOT_FOUND -> "Nothing exists at this path.";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "This path does not support this method.";
            default -> "The request could not be answered.";
        };
    }
}
