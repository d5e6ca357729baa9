package io.leasewatch.web.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.jspecify.annotations.Nullable;

/** Rejects unknown and repeated query parameters, because a misspelt filter would otherwise be ignored silently. */
@Provider
@ApplicationScoped
@Priority(Priorities.USER)
public class QueryFilter implements ContainerRequestFilter {

    static final int LONGEST = 500;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String wrong;
        try {
            wrong = wrong(
                    names(resource.getResourceMethod()), request.getUriInfo().getQueryParameters());
        } catch (IllegalArgumentException e) {
            wrong = "The query string is not valid percent-encoding.";
        }
        if (wrong != null) {
            request.abortWith(Problem.of(Status.BAD_REQUEST, wrong).response());
        }
    }

    /** Returns what is wrong with the {@code given} parameters, or {@code null} if they are valid. */
    static @Nullable String wrong(Collection<String> known, Map<String, List<String>> given) {
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            String name = parameter.getKey();
            List<String> values = parameter.getValue();
            if (!known.contains(name)) {
                return known.isEmpty()
                        ? "This path has no parameters, was given " + Parameter.shown(name)
                        : "The parameters of this path must be among " + String.join(", ", known) + ", was "
                                + Parameter.shown(name);
            }
            if (values.size() != 1) {
                return "The parameter " + name + " must be given once, but was given " + values.size() + " times";
            }
            if (values.get(0).length() > LONGEST || values.get(0).chars().anyMatch(Character::isISOControl)) {
                return "The parameter " + name + " must have up to " + LONGEST
                        + " characters and no control characters, was " + Parameter.shown(values.get(0));
            }
        }
        return null;
    }

    /** The parameters that the method declares with {@code @QueryParam}, and those it documents and reads itself. */
    private static Set<String> names(Method method) {
        Set<String> names = new LinkedHashSet<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                names.add(query.value());
            }
        }
        for (org.eclipse.microprofile.openapi.annotations.parameters.Parameter documented :
                method.getAnnotationsByType(org.eclipse.microprofile.openapi.annotations.parameters.Parameter.class)) {
            if (documented.in() == ParameterIn.QUERY) {
                names.add(documented.name());
            }
        }
        return names;
    }
}
