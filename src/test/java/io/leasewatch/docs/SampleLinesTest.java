package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Samples such as {@code TroubleResource.java:57} in the README and the guide are lines of the bookshop that acquire a connection. */
class SampleLinesTest {

    private static final Path BOOKSHOP = Path.of("src/test/java/io/leasewatch/bookshop");
    private static final Pattern SAMPLE = Pattern.compile("\\b(\\w+\\.java):(\\d+)");
    private static final String LEAK_THREAD = "/trouble/leak-thread";

    @Test
    void everySampleOfTheBookshopIsALineThatAcquiresAConnection() throws IOException {
        List<Sample> samples = samples();

        assertThat(samples)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(sample ->
                        assertThat(sample.line()).as(sample.toString()).contains(".getConnection()"));
    }

    @Test
    void samplesOfLeakThreadAreTheLineInItsMethod() throws IOException {
        List<Sample> samples = samples().stream()
                .filter(sample -> sample.context().contains(LEAK_THREAD))
                .toList();

        assertThat(samples)
                .isNotEmpty()
                .allSatisfy(sample ->
                        assertThat(sample.method()).as(sample.toString()).contains(" leakThread("));
    }

    /** The samples of all pages. The context of a sample is its fenced block, or its line outside of blocks. */
    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Path page : Command.pages()) {
            for (String context : contexts(Files.readString(page))) {
                Matcher sample = SAMPLE.matcher(context);
                while (sample.find()) {
                    Path source = BOOKSHOP.resolve(sample.group(1));
                    if (Files.exists(source)) {
                        samples.add(new Sample(page, context, source, Integer.parseInt(sample.group(2))));
                    }
                }
            }
        }
        return samples;
    }

    private static List<String> contexts(String text) {
        List<String> contexts = new ArrayList<>();
        boolean fenced = false;
        for (String part : text.split("(?m)^ *```.*$")) {
            contexts.addAll(fenced ? List.of(part) : part.lines().toList());
            fenced = !fenced;
        }
        return contexts;
    }

    /** A line of a source file that a page names; {@code number} counts from 1. */
    private record Sample(Path page, String context, Path source, int number) {

        String line() throws IOException {
            return Files.readAllLines(source).get(number - 1);
        }

        /** The nearest line above that declares a public method. */
        String method() throws IOException {
            List<String> lines = Files.readAllLines(source);
            for (int i = number - 1; i >= 0; i--) {
                if (lines.get(i).startsWith("    public ") && lines.get(i).contains("(")) {
                    return lines.get(i);
                }
            }
            return "";
        }

        @Override
        public String toString() {
            return page + ": " + source.getFileName() + ":" + number;
        }
    }
}
