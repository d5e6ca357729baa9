package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/messages.md} says of the messages is what the code logs. */
class MessagesDocTest {

    private static final Path DOCUMENT = Path.of("docs", "messages.md");

    /** A message begins with its id; elsewhere an id only refers to one. */
    private static final Pattern MESSAGE = Pattern.compile("\"(LSW\\d{4}[IWE]): ");

    private static final Pattern ID = Pattern.compile("LSW\\d{4}[IWE]");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(LSW\\d{4}[IWE])` \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);

    /** The first digit of the messages of each package. */
    private static final Map<String, String> RANGES = Map.ofEntries(
            Map.entry("monitor.reclaim", "3"),
            Map.entry("core.lease", "1"),
            Map.entry("core.request", "1"),
            Map.entry("core.text", "1"),
            Map.entry("jdbc", "1"),
            Map.entry("core.hooks", "9"),
            Map.entry("agent", "9"),
            Map.entry("monitor.pool", "2"),
            Map.entry("monitor.pgbouncer", "2"),
            Map.entry("monitor.redis", "2"),
            Map.entry("monitor.postgres", "2"),
            Map.entry("monitor.advice", "2"),
            Map.entry("monitor.leak", "3"),
            Map.entry("monitor.alert", "4"),
            Map.entry("monitor.channel", "4"),
            Map.entry("monitor.config", "5"),
            Map.entry("monitor", "5"),
            Map.entry("web.cdi", "5"),
            Map.entry("monitor.export", "6"),
            Map.entry("web.history", "6"),
            Map.entry("web.http", "6"),
            Map.entry("web.monitoring", "6"),
            Map.entry("monitor.database", "7"),
            Map.entry("monitor.query", "8"),
            Map.entry("monitor.diagnosis", "8"),
            Map.entry("monitor.history", "8"));

    @Test
    void everyMessageHasItsRowInOrderAndEveryRowItsMessage() throws IOException {
        List<String> rows = all(ROW, Files.readString(DOCUMENT));

        assertThat(rows)
                .containsExactlyElementsOf(
                        messages().stream().map(Message::id).sorted().toList());
    }

    @Test
    void idIsUsedInOnePlaceOnly() throws IOException {
        assertThat(messages()).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void numberIsUsedWithOneLetterOnly() throws IOException {
        assertThat(messages())
                .extracting(message -> message.id().substring(0, 7))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyIdThatIsReferredToExists() throws IOException {
        List<String> ids = messages().stream().map(Message::id).toList();

        for (String text : Sources.byPath().values()) {
            assertThat(ids).containsAll(all(ID, text));
        }
        assertThat(ids).containsAll(all(ID, Files.readString(DOCUMENT)));
    }

    @Test
    void aPackageHasItsOwnRange() throws IOException {
        assertThat(messages())
                .allSatisfy(message -> assertThat(message.id().substring(3, 4))
                        .as(message.toString())
                        .isEqualTo(RANGES.get(message.origin())));
    }

    private static List<Message> messages() throws IOException {
        List<Message> messages = new ArrayList<>();
        Sources.byPath()
                .forEach((path, text) ->
                        all(MESSAGE, text).forEach(id -> messages.add(new Message(id, packageOf(path)))));
        assertThat(messages).isNotEmpty();
        return messages;
    }

    /** {@code core.lease} for {@code io/leasewatch/core/lease/Lease.java}. */
    private static String packageOf(String path) {
        return path.replaceFirst("^io/leasewatch/", "")
                .replaceFirst("/[^/]*$", "")
                .replace('/', '.');
    }

    /** Everything in {@code text} that fits: the first group, or the whole where there is none. */
    private static List<String> all(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results()
                .map((MatchResult found) -> found.groupCount() > 0 ? found.group(1) : found.group())
                .toList();
    }

    private record Message(String id, String origin) {}
}
