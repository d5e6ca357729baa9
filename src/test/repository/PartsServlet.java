package org.example.parts;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Saves a part, in a session that the server keeps in the database, and answers how many parts there are. */
@WebServlet("/*")
public class PartsServlet extends HttpServlet {

    @Inject
    private Parts parts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession().setAttribute("part", "bolt");
        parts.save(new Part(1, "bolt"));
        response.getWriter().write(String.valueOf(parts.findAll().count()));
    }
}
