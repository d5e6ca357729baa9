package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.docs.RecordedLog;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

    private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    private final ProblemMapper mapper = new ProblemMapper();

    @Test
    void problemOfOurOwnIsAnsweredAsItIs() {
        WebApplicationException error = Problem.exception(Status.BAD_REQUEST, "The parameter limit must be …");

        assertThat(mapper.toResponse(error)).isSameAs(error.getResponse());
    }

    @Test
    void errorOfTheServerIsAnsweredInOurForm() {
        assertProblem(
                mapper.toResponse(new NotFoundException("io.leasewatch.rest.Secret")),
                new Problem("about:blank", "Not Found", 404, "Nothing exists at this path."));
        assertProblem(
                mapper.toResponse(new WebApplicationException(Status.UNSUPPORTED_MEDIA_TYPE)),
                new Problem("about:blank", "Unsupported Media Type", 415, "The body must be application/json."));
        assertProblem(
                mapper.toResponse(new WebApplicationException(Status.NOT_ACCEPTABLE)),
                new Problem("about:blank", "Not Acceptable", 406, "The API answers with application/json."));
        assertProblem(
                mapper.toResponse(new WebApplicationException(Status.BAD_REQUEST)),
                new Problem("about:blank", "Bad Request", 400, "The request is malformed."));
        assertProblem(
                mapper.toResponse(new WebApplicationException(Status.GONE)),
                new Problem("about:blank", "Gone", 410, "Gone."));
    }

    @Test
    void methodThatIsNotAllowedIsAnsweredWithThoseThatAre() {
        Response response = mapper.toResponse(new NotAllowedException("GET", new String[] {"HEAD"}));

        assertProblem(
                response,
                new Problem("about:blank", "Method Not Allowed", 405, "This path does not support this method."));
        assertThat(response.getHeaderString(HttpHeaders.ALLOW)).contains("GET").contains("HEAD");
    }

    @Test
    void redirectionIsNoProblem() {
        RedirectionException redirection = new RedirectionException(Status.FOUND, URI.create("/leasewatch/"));

        assertThat(mapper.toResponse(redirection)).isSameAs(redirection.getResponse());
    }

    @Test
    void bodyThatCannotBeReadIsTheCallersFault() {
        Problem problem =
                new Problem("about:blank", "Bad Request", 400, "The body must be a JSON object as documented.");

        assertProblem(mapper.toResponse(new ProcessingException("unexpected char")), problem);
        assertProblem(mapper.toResponse(new JsonbException("unexpected char")), problem);
    }

    @Test
    void whatWentWrongInsideIsLoggedAndNeverTold() {
        try (RecordedLog log = RecordedLog.of(ProblemMapper.class)) {
            Response response = mapper.toResponse(new IllegalStateException("password=secret"));

            assertProblem(
                    response,
                    new Problem(
                            "about:blank",
                            "Internal Server Error",
                            500,
                            "Internal error. See LSW6001E in the server log."));
            assertThat(log.lines())
                    .containsExactly("SEVERE LSW6001E: An API request failed because of an error in Leasewatch.");
        }
    }

    private static void assertProblem(Response response, Problem problem) {
        assertThat(response.getStatus()).isEqualTo(problem.status());
        assertThat(response.getMediaType()).isEqualTo(PROBLEM_JSON);
        assertThat(response.getEntity()).isEqualTo(problem);
    }
}
