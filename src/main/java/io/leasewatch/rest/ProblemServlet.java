package io.leasewatch.rest;

import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The error page: says what the container itself refuses, such as a missing password, as problem+json. */
@WebServlet("/problem")
public class ProblemServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
        write(response, status, detail(status));
    }

    static void write(HttpServletResponse response, int status, String detail) throws IOException {
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
                "A user name and a password of the role leasewatch-viewer are needed.";
            case HttpServletResponse.SC_FORBIDDEN -> "This user has not the role that is needed.";
            case HttpServletResponse.SC_NOT_FOUND -> "There is nothing at this path.";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "This path has no such method.";
            default -> "The request could not be answered.";
        };
    }
}
