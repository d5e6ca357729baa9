package io.leasewatch.monitor.channel;

import io.leasewatch.monitor.channel.HttpPost.Answer;
import io.leasewatch.monitor.channel.Transport.Result;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts a body once and interprets the response. Its error texts contain no address. */
public final class HttpDelivery {

    private final HttpPost post;
    private final InstantSource clock;

    public HttpDelivery(HttpPost post, InstantSource clock) {
        this.post = post;
        this.clock = clock;
    }

    /**
     * Posts {@code body} once.
     *
     * @param allowPrivate whether the address may be in a private network
     */
    public Result deliver(URI uri, Map<String, String> headers, String body, boolean allowPrivate) {
        try {
            return interpret(post.post(uri, headers, body, allowPrivate));
        } catch (ForbiddenAddressException e) {
            return new Result.Refused(
                    "its address is in a private network; leasewatch.alerts.private-addresses does not allow that");
        } catch (SocketTimeoutException e) {
            return new Result.Again(null, "no answer in time");
        } catch (IOException e) {
            return new Result.Again(null, e.getClass().getSimpleName());
        }
    }

    private Result interpret(Answer answer) {
        int status = answer.status();
        if (status < 300) {
            return new Result.Arrived();
        }
        String words = "it answered with HTTP status " + status;
        if (status == 408 || status == 429 || status >= 500) {
            return new Result.Again(retryAfter(answer.retryAfter()), words);
        }
        return new Result.Refused(status < 400 ? words + ", a redirect, which is not followed" : words);
    }

    /** Parses {@code Retry-After}: seconds or a date; {@code null} if there is none or it is malformed. */
    private @Nullable Duration retryAfter(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
