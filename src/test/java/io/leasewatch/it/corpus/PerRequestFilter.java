package io.leasewatch.it.corpus;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives each request a connection, on its thread. */
@WebFilter(urlPatterns = "/servlets/filtered", asyncSupported = true)
public class PerRequestFilter extends Databases implements Filter {

    private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

    static Connection current() {
        return CURRENT.get();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (Connection connection = manual.getConnection()) { // servlets/filtered
            CURRENT.set(connection);
            chain.doFilter(request, response);
        } catch (SQLException e) {
            throw new ServletException(e);
        } finally {
            CURRENT.remove();
        }
    }
}
