package io.leasewatch.web.http;

import io.leasewatch.monitor.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rejects a request body that is too large, whatever its Content-Length says, or that is compressed or not UTF-8. */
@Provider
@ApplicationScoped
@Priority(CsrfFilter.PRIORITY + 2)
public class BodyFilter implements ContainerRequestFilter {

    @Inject
    private Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!CsrfFilter.CHANGING.contains(request.getMethod())) {
            return;
        }
        if (!isPlain(request.getHeaderString(HttpHeaders.CONTENT_ENCODING), "identity")
                || !isPlain(charset(request.getMediaType()), "utf-8")) {
            request.abortWith(
                    Problem.of(Status.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON in UTF-8, not compressed.")
                            .response());
            return;
        }
        int most = settings.current().access().largestBody();
        try {
            byte[] body = request.getLength() > most
                    ? new byte[most + 1]
                    : request.getEntityStream().readNBytes(most + 1);
            if (body.length > most) {
                request.abortWith(Problem.of(
                                Status.REQUEST_ENTITY_TOO_LARGE, "The body must not be larger than " + most + " bytes.")
                        .response());
            } else {
                request.setEntityStream(new ByteArrayInputStream(body));
            }
        } catch (IOException e) {
            // The client closed the connection, or sent less than its Content-Length.
            request.abortWith(
                    Problem.of(Status.BAD_REQUEST, "The body ended too early.").response());
        }
    }

    private static @Nullable String charset(@Nullable MediaType type) {
        return type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
    }

    private static boolean isPlain(@Nullable String value, String plain) {
        return value == null || value.isBlank() || value.equalsIgnoreCase(plain);
    }
}
