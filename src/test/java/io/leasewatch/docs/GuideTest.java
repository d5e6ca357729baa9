package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who begins to read finds every page, in one order. */
class GuideTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?:docs/)?([\\w-]+\\.md)\\)");
    private static final Path GUIDE = Path.of("docs", "README.md");

    @Test
    void guideLeadsToEveryPageOnce() throws IOException {
        List<String> pages = Command.pages().stream()
                .filter(page -> page.startsWith("docs") && !page.equals(GUIDE))
                .map(page -> page.getFileName().toString())
                .toList();

        assertThat(links(Files.readString(GUIDE))).containsExactlyInAnyOrderElementsOf(pages);
    }

    @Test
    void readmeLeadsToTheSamePagesInTheSameOrder() throws IOException {
        String readOn = Files.readString(Path.of("README.md")).replaceFirst("(?s).*## Read on", "");

        assertThat(links(readOn))
                .containsSubsequence(links(Files.readString(GUIDE)))
                .containsOnlyOnceElementsOf(links(Files.readString(GUIDE)));
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(link -> link.group(1)).toList();
    }
}
