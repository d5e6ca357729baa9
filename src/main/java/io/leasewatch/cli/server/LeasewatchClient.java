package io.leasewatch.cli.server;

import com.google.gson.reflect.TypeToken;
import io.leasewatch.cli.server.ServerAnswers.Connections;
import io.leasewatch.cli.server.ServerAnswers.Judgements;
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
 * The HTTP client of a server with a monitor. It sends requests only below its base URL: it follows no redirects and uses no
 * proxy.
 *
 * <p>Thread-safe.
 */
public final class LeasewatchClient {

    private static final String API = "/leasewatch/api/";
    private static final int LIMIT = 1000;

    private final HttpClient client;
    private final String base;
    private final String authorization;
    private final Duration timeout;

    /**
     * @param base the base URL, without a trailing slash
     * @param authorization the value of the {@code Authorization} header
     * @param timeout the maximum time for a whole request
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
        Summary summary = query("health/connections", TypeToken.get(Summary.class));
        if (summary.status().isEmpty()) {
            throw noLeasewatch("health/connections");
        }
        return summary;
    }

    public List<PoolState> pools() {
        return query("database/pools", new TypeToken<>() {});
    }

    public Judgements judgements() {
        return query("database/judgements", TypeToken.get(Judgements.class));
    }

    /** The leaks, at most 1000, open ones first. */
    public Leaks leaks() {
        return query("database/leaks?limit=" + LIMIT, TypeToken.get(Leaks.class));
    }

    public Leaks openLeaks() {
        return query("database/leaks?open=true&limit=" + LIMIT, TypeToken.get(Leaks.class));
    }

    /** The open leases, at most 1000, the oldest first. */
    public Connections connections() {
        return query("database/connections?limit=" + LIMIT, TypeToken.get(Connections.class));
    }

    /**
     * Sends a request to the application and reads the whole response.
     *
     * @param withUser whether the credentials are sent
     * @return the HTTP status
     */
    public CompletableFuture<Integer> request(String path, boolean withUser) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout).GET();
        if (withUser) {
            request.header("Authorization", authorization);
        }
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), BodyHandlers.discarding());
        // The timeout of the request covers only the response headers.
        return answer.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> answer.cancel(true))
                .thenApply(HttpResponse::statusCode);
    }

    private <T> T query(String what, TypeToken<T> shape) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + API + what))
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .GET()
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw rejected(what, answer);
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

    private NoAnswerException rejected(String what, HttpResponse<String> answer) {
        int status = answer.statusCode();
        String detail = CliJson.read(answer.body(), TypeToken.get(Problem.class))
                .map(Problem::detail)
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + text)
                .orElse("");
        String login = status == 401 ? ", the user or the password is not right" : "";
        String message = base + API + what + " answered " + status + login + detail;
        // A retry does not help when the user is not authorized. A server that is starting answers 404, so that may
        // change.
        return status == 401 || status == 403 ? NoAnswerException.forGood(message) : NoAnswerException.forNow(message);
    }

    private NoAnswerException noLeasewatch(String what) {
        return NoAnswerException.forNow(base + API + what + " returned a response that is not from Leasewatch");
    }

    /** A short text for a failed request. The exceptions of the JDK client often have no message. */
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
