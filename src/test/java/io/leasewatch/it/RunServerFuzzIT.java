package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every parameter and every body of the OpenAPI document with values that nobody should send: the answer says what is wrong with them. */
@ExtendWith(RunServer.class)
class RunServerFuzzIT {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private static final String EVENTS = "/leasewatch/api/events";

    private static final int LARGEST_ANSWER = 4_000_000;

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "2147483648",
            "99999999999999999999",
            "1e309",
            "NaN",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "2026-02-30T00:00:00Z",
            "-PT1S",
            "PT2562047788015215H30M7.999999999S",
            "a,b,,",
            "'; drop table sample; --",
            "../../../etc/passwd",
            "\u0000",
            "a\r\nSet-Cookie: a=b",
            "\u202egnp",
            "\ud83d\ude00".repeat(50),
            "a".repeat(500),
            "a".repeat(501));

    /** What is no text in UTF-8. */
    private static final List<String> BROKEN = List.of("%FF%FE", "%ED%A0%80", "%zz");

    /** No operation accepts one of them, whatever its members are. */
    private static final List<String> BODIES = List.of(
            "[]",
            "null",
            "\"a\"",
            "1",
            "{",
            "{\"a\":}",
            "{} {}",
            "[".repeat(30_000),
            "{\"a\":" + "{\"a\":".repeat(20) + "1" + "}".repeat(21),
            "{\"a\":1e999999999}",
            "{\"" + "a".repeat(60_000) + "\":1}",
            "{\"\\ud800\":\"\\u0000\"}",
            "{\"a\":\"\u0001\"}",
            "\ufeff{}x",
            "<a/>");

    private static final List<String> MEMBER_VALUES = List.of(
            "{}",
            "{\"a\":[1]}",
            "[[1]]",
            "-1e400",
            "[{\"name\":{}}]",
            "\"\\u0000\\u202e\"",
            "\"" + "a".repeat(5_000) + "\"");

    private static final Pattern MEMBERS = Pattern.compile("must be among (.*), was ");

    private static final Map<String, String> PATH_VALUES = Map.of("id", "0", "name", "jdbc/bookshop", "line", "a.B.c");

    private final LibertyServer server;
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();

    RunServerFuzzIT(LibertyServer server) {
        this.server = server;
    }

    @Test
    void whateverIsSentTheAnswerIsSmallAndNeverAnErrorOfTheServer() {
        JsonObject paths = server.to("/openapi?format=JSON").get().json().getJsonObject("paths");
        List<Runnable> all = new ArrayList<>();
        paths.forEach((path, operations) -> operations.asJsonObject().forEach((method, operation) -> {
            if (path.startsWith("/api") && METHODS.contains(method)) {
                parameters(operations, operation)
                        .forEach(parameter -> all.add(() ->
                                tryParameter(method, path, parameter.getString("name"), parameter.getString("in"))));
                if (!method.equals("get")) {
                    all.add(() -> tryBodies(method, path));
                }
            }
        }));

        all.parallelStream().forEach(Runnable::run);

        assertThat(findings).isEmpty();
        assertThat(all).hasSizeGreaterThan(60);
    }

    @Test
    void eventStreamAnswersEveryQuestionWithAStreamOrSaysWhatIsWrong() {
        for (String value : VALUES) {
            String encoded = URLEncoder.encode(value, UTF_8);
            open("/leasewatch/api/events?nonsense=" + encoded, "");
            open("/leasewatch/api/events/" + encoded, "");
            if (value.chars().noneMatch(Character::isISOControl)) {
                open(EVENTS, "Last-Event-ID: " + value + "\r\n");
            }
            open(EVENTS, "Last-Event-ID: " + encoded + "-" + encoded + "\r\n");
        }
        BROKEN.forEach(value -> open(EVENTS + "?nonsense=" + value, ""));
        open(EVENTS, "Last-Event-ID: \r\n");
        open(EVENTS, "Last-Event-ID: 1\r\nLast-Event-ID: 2\r\n");
        open(EVENTS, "Last-Event-ID: " + "9".repeat(20_000) + "\r\n");

        assertThat(findings).isEmpty();
    }

    @Test
    void streamsThatAreOpenedAndDroppedLeaveNothingBehindAndOneUserCannotTakeThemAll() throws IOException {
        for (int i = 0; i < 200; i++) {
            open(EVENTS, "");
        }
        assertThat(findings).isEmpty();

        List<Socket> held = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        try {
            await().atMost(Monitor.SOON).until(() -> heldBack(held, VIEWER, statuses) == 200);
            for (int i = 0; i < 70; i++) {
                heldBack(held, VIEWER, statuses);
            }
            assertThat(statuses).contains(200, 503);
            assertThat(heldBack(held, ADMIN, statuses)).isEqualTo(200);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> heldBack(held, VIEWER, statuses) == 200);
        held.get(held.size() - 1).close();
        assertThat(findings).isEmpty();
    }

    /** Opens a stream and drops it with half of its first event unread. */
    private void open(String path, String header) {
        try (Socket socket =
                Raw.open(server, path, VIEWER, header, answer -> checkStream(path + " " + header, answer))) {
            assertThat(socket.isConnected()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int heldBack(List<Socket> held, String credentials, List<Integer> statuses) {
        held.add(Raw.open(server, EVENTS, credentials, "", answer -> {
            checkStream("a stream of " + credentials, answer);
            statuses.add(answer.status());
        }));
        return statuses.get(statuses.size() - 1);
    }

    /** Too many streams are refused with 503, which is no error of the server. */
    private void checkStream(String what, Answer answer) {
        if (answer.status() != 503) {
            check(what, answer);
        } else if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            findings.add(shortened(what) + " is refused without a reason");
        }
        if (answer.status() == 200 && !answer.header("Content-Type").startsWith("text/event-stream")) {
            findings.add(shortened(what) + " is answered with " + answer.header("Content-Type"));
        }
    }

    private static Stream<JsonObject> parameters(JsonValue... places) {
        return Stream.of(places)
                .map(place -> place.asJsonObject().getJsonArray("parameters"))
                .filter(Objects::nonNull)
                .flatMap(parameters -> parameters.getValuesAs(JsonObject.class).stream());
    }

    private void tryParameter(String method, String path, String name, String place) {
        if (path.equals("/api/events")) {
            // Its answer has no end; it has tests of its own.
            return;
        }
        Stream<String> encoded =
                Stream.concat(VALUES.stream().map(value -> URLEncoder.encode(value, UTF_8)), BROKEN.stream());
        encoded.forEach(value -> {
            String asked = place.equals("query")
                    ? filled(path) + "?" + name + "=" + value
                    : filled(path.replaceAll("\\{" + name + "[^}]*}", Matcher.quoteReplacement(value)));
            Answer answer = method.equals("get") ? Raw.ask(server, "GET", asked, ADMIN) : send(method, asked, "[]");
            check(method + " " + asked, answer);
            if (place.equals("query") && answer.status() == 400 && method.equals("get")) {
                checkProblem(method + " " + asked, answer, name);
            }
        });
    }

    private static String filled(String path) {
        String filled = "/leasewatch" + path;
        for (Map.Entry<String, String> value : PATH_VALUES.entrySet()) {
            filled = filled.replaceAll("\\{" + value.getKey() + "[^}]*}", value.getValue());
        }
        return filled;
    }

    private void tryBodies(String method, String path) {
        String asked = filled(path);
        for (String body : BODIES) {
            Answer answer = send(method, asked, body);
            check(method + " " + asked + " with " + body, answer);
            if (answer.status() < 400) {
                findings.add(method + " " + asked + " accepts " + shortened(body));
            }
        }
        Answer unknown = send(method, asked, "{\"nonsense\":1}");
        MEMBERS.matcher(unknown.body()).results().findFirst().ifPresent(known -> {
            for (String member : known.group(1).split(", ")) {
                tryMember(method, asked, member);
            }
        });
    }

    private void tryMember(String method, String asked, String member) {
        for (String value : MEMBER_VALUES) {
            String body = "{\"" + member + "\":" + value + "}";
            Answer answer = send(method, asked, body);
            check(method + " " + asked + " with " + body, answer);
            if (answer.status() == 400) {
                checkProblem(method + " " + asked + " with " + body, answer, "");
            } else if (asked.contains("/settings")) {
                // Some settings are any text.
                send(method, asked, "{\"" + member + "\":null}");
            }
        }
    }

    private Answer send(String method, String path, String body) {
        return Raw.send(server, method.toUpperCase(Locale.ROOT), path, ADMIN, body);
    }

    private void check(String what, Answer answer) {
        String said = shortened(what) + " is answered with " + answer.status();
        if (answer.status() >= 500 && !answer.body().contains("The history is not available now")) {
            findings.add(said + ": " + shortened(answer.body()));
        }
        if (answer.status() < 200 || answer.status() == 404 && !what.contains("{") && what.contains("?")) {
            findings.add(said);
        }
        if (answer.body().length() > LARGEST_ANSWER) {
            findings.add(said + " and " + answer.body().length() + " characters");
        }
        if (answer.header("Content-Security-Policy").isEmpty() && answer.status() != 400) {
            findings.add(said + " without security headers");
        }
        if (!answer.header("Set-Cookie").isEmpty()
                && answer.header("Set-Cookie").startsWith("a=")) {
            findings.add(said + " and the value became a header");
        }
        if (answer.body().contains("io.leasewatch.") && answer.status() >= 400
                || answer.body().contains("Exception") && answer.status() >= 400) {
            findings.add(said + " and shows internals: " + shortened(answer.body()));
        }
    }

    /** A 400 names the parameter, the rule and the value. */
    private void checkProblem(String what, Answer answer, String name) {
        String detail = answer.header("Content-Type").startsWith("application/problem+json")
                ? answer.json().getString("detail")
                : "";
        if (!detail.contains("percent-encoding") && (!detail.contains(name) || !detail.contains(" must "))) {
            findings.add(shortened(what) + " is answered with 400 that does not name the parameter and the rule: "
                    + shortened(answer.body()));
        } else if (!detail.contains(", was ")
                && !detail.matches(".*(percent-encoding|must have the member|, but was ).*")) {
            findings.add(shortened(what) + " is answered with 400 that does not repeat the value: " + detail);
        }
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 200 ? printable.substring(0, 200) + "…" : printable;
    }
}
