package io.leasewatch.cli.server;

import com.google.gson.reflect.TypeToken;
import io.leasewatch.cli.server.ServerAnswers.Connections;
import io.leasewatch.cli.server.ServerAnswers.Leaks;
import io.leasewatch.cli.server.ServerAnswers.PoolState;
import io.leasewatch.cli.server.ServerAnswers.Problem;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server with a monitor. Nothing but its base URL is ever asked: redirects are not followed, and proxies not used.
 *
 * <p>Thread-safe.
 */
public final class LeasewatchClient {

    private static final String API = "/leasewatch/api/";
    private static final int MOST = 1000;

    private final HttpClient client;
    private final String base;
    private final String authorization;
    private final Duration timeout;

    /**
     * @param base without a slash at its end
     * @param authorization the header that lets the tool look
     * @param timeout for each request as a whole
     */
    LeasewatchClient(String base, String authorization, Duration timeout) {
        this.base = base;
        this.authorization = authorization;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(timeout)
                .build();
    }

    public String base() {
        return base;
    }

    public Summary summary() {
        Summary summary = ask("health/connections", TypeToken.get(Summary.class));
        if (summary.status().isEmpty()) {
            throw noLeasewatch("health/connections");
        }
        return summary;
    }

    public List<PoolState> pools() {
        return ask("database/pools", new TypeToken<>() {});
    }

    /** The first thousand, open ones first. */
    public Leaks leaks() {
        return ask("database/leaks?limit=" + MOST, TypeToken.get(Leaks.class));
    }

    public Leaks openLeaks() {
        return ask("database/leaks?open=true&limit=" + MOST, TypeToken.get(Leaks.class));
    }

    /** Open leases, the thousand oldest. */
    public Connections connections() {
        return ask("database/connections?limit=" + MOST, TypeToken.get(Connections.class));
    }

    /**
     * Asks the application for something and reads all that it answers.
     *
     * @param withUser whether it is told who asks
     * @return its status
     */
    public CompletableFuture<Integer> hit(String path, boolean withUser) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout).GET();
        if (withUser) {
            request.header("Authorization", authorization);
        }
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), BodyHandlers.discarding());
        // The request's own timeout ends with the head of the answer.
        return answer.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> answer.cancel(true))
                .thenApply(HttpResponse::statusCode);
    }

    private <T> T ask(String what, TypeToken<T> shape) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + API + what))
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .GET()
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw refused(what, answer);
        }
        return CliJson.read(answer.body(), shape).orElseThrow(() -> noLeasewatch(what));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw NoAnswerException.forNow(base + " does not answer: " + words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NoAnswerException.forGood("interrupted");
        }
    }

    private NoAnswerException refused(String what, HttpResponse<String> answer) {
        int status = answer.statusCode();
        String detail = CliJson.read(answer.body(), TypeToken.get(Problem.class))
                .map(Problem::detail)
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + text)
                .orElse("");
        String message = base + API + what + " answered " + status + detail;
        // Such a user, or such a path, will not be let in the next time either; a server that starts answers 404,
        // though.
        return status == 401 || status == 403 ? NoAnswerException.forGood(message) : NoAnswerException.forNow(message);
    }

    private NoAnswerException noLeasewatch(String what) {
        return NoAnswerException.forNow(base + API + what + " is answered, but not as a Leasewatch answers");
    }

    /** The client's exceptions often say nothing but what they are. */
    public static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "timeout";
        }
        if (cause instanceof ConnectException) {
            return Stream.<Throwable>iterate(cause, Objects::nonNull, Throwable::getCause)
                            .anyMatch(one -> one instanceof UnresolvedAddressException)
                    ? "unknown host"
                    : "connection refused";
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : CliJson.withoutControls(message);
    }
}
