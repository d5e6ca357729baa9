package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README and the guide is found, so that it is run. */
class CommandsDocTest {

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfAPageIsFoundWhereverItStands() throws IOException {
        Path page = page("""
                # Page

                Say `mvn -B
                test`, not `server.xml` or `used > 3`:

                   ```sh
                   export A=1
                   # a comment
                   curl -d '{"a":1,
                             "b":2}' \\
                        http://localhost:9080/
                   ```
                ```
                key=value
                ```
                ```
                $ java -jar top.jar
                one
                two
                $ jq .
                ```
                """);

        assertThat(Command.of(page))
                .containsExactly(
                        new Command(page, 3, "mvn -B test", List.of()),
                        new Command(
                                page,
                                9,
                                "export A=1\ncurl -d '{\"a\":1,\n             \"b\":2}' \\\n        http://localhost:9080/",
                                List.of()),
                        new Command(page, 17, "export A=1\njava -jar top.jar", List.of("one", "two")),
                        new Command(page, 20, "export A=1\njq .", List.of()));
    }

    @Test
    void blockThatHasACommandSaysSo() throws IOException {
        Path plain = page("So:\n\n```\ncurl http://localhost:9080/\n```\n");

        assertThatThrownBy(() -> Command.of(plain))
                .hasMessageEndingWith("page.md:3 must be a block of sh, because it has curl http://localhost:9080/");
    }

    @Test
    void everyCommandThatIsRunElsewhereStandsInAPageAndIsRunThere() throws IOException {
        List<String> script = Files.readAllLines(Path.of(".ci", "run"));

        assertThat(Command.all()).extracting(Command::text).containsAll(RunElsewhere.PLACES.keySet());
        assertThat(RunElsewhere.PLACES.values())
                .allMatch(place -> script.contains(place) || hasTests(place), "is a line of .ci/run or a test");
    }

    private static boolean hasTests(String name) {
        try {
            return Arrays.stream(Class.forName(name).getDeclaredMethods())
                    .anyMatch(method -> method.isAnnotationPresent(Test.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private Path page(String text) throws IOException {
        return Files.writeString(folder.resolve("page.md"), text);
    }
}
