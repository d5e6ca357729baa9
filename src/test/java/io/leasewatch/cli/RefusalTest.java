package io.leasewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.cli.server.OptionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tools do not do, and how they say so. */
class RefusalTest {

    private final FakeServer server = new FakeServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --requests=0       | --requests must be a whole number from 1 to 1000, was 0
            --requests=1001    | --requests must be a whole number from 1 to 1000, was 1001
            --requests=many    | --requests must be a whole number from 1 to 1000, was many
            --waves=-1         | --waves must be a whole number from 1 to 1000, was -1
            --delay=600001     | --delay must be a whole number from 0 to 600000, was 600001
            --settle=0         | --settle must be a whole number from 1 to 300, was 0
            --timeout=601      | --timeout must be a whole number from 1 to 600, was 601
            --max-failures=101 | --max-failures must be a number from 0 to 100, was 101
            --max-failures=NaN | --max-failures must be a number from 0 to 100, was NaN
            --endpoint=orders  | --endpoint must be a path of the server, such as /bookshop/api/books, was orders
            --endpoint=//evil.example/x | --endpoint must be a path of the server, such as /bookshop/api/books, was //evil.example/x
            --endpoint=/a b    | --endpoint must be a path of the server, such as /bookshop/api/books, was /a b
            --base-url=file:/x | --base-url must be like http://localhost:9080, without user, query and fragment, was file:/x
            --base-url=http://me:secret@host | --base-url must be like http://localhost:9080, without user, query and fragment, was http://...@host
            --base-url=http://host/?q | --base-url must be like http://localhost:9080, without user, query and fragment, was http://host/?q
            --user=a:b         | --user or LEASEWATCH_USER must be a user with the role leasewatch-viewer, was a:b
            --password-file=/not/there | --password-file must be a file that can be read, /not/there cannot
            """)
    void optionThatMakesNoSenseIsRefusedByNameRuleAndValue(String option, String message) {
        Run run = Run.stress(server, option);

        assertThat(run.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(run.err()).isEqualToIgnoringNewLines("leasewatch: " + message);
        assertThat(run.out()).isEmpty();
        assertThat(server.hits).hasValue(0);
    }

    @Test
    void whoAsksHasToBeSaidAndAPasswordIsNoOption() {
        String[] arguments = Run.stressArguments(server);
        Run noUser = Run.with(Map.of(), false, arguments);
        Run noPassword = Run.with(Map.of("LEASEWATCH_USER", "viewer"), false, arguments);
        Run password = Run.of("top", "--once", "--password=secret");

        assertThat(noUser.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(noUser.err()).contains("--user or LEASEWATCH_USER must be", "was not given");
        assertThat(noPassword.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(noPassword.err()).contains("--password-file or LEASEWATCH_PASSWORD must give the password");
        assertThat(password.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(password.err()).contains("--password");
    }

    @Test
    void passwordMayStandInTheFirstLineOfAFile(@TempDir Path folder) throws IOException {
        Path right = Files.writeString(folder.resolve("right"), "secret\nand more\n");
        Path empty = Files.writeString(folder.resolve("empty"), "\nsecret\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(top("--password-file=" + right).exitCode()).isZero();
        assertThat(top("--password-file=" + empty).err())
                .contains("--password-file must have the password in its first line");
        assertThat(top("--password-file=" + binary).err()).contains("--password-file must be a file in UTF-8");
    }

    private Run top(String option) {
        return Run.with(Map.of(), false, "top", "--once", "--base-url=" + server.base() + "/", "--user=viewer", option);
    }

    @Test
    void serverThatIsNotThereIsNamed() {
        server.close();

        Run run = Run.stress(server);

        assertThat(run.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("leasewatch: " + server.base() + " does not answer: connection refused");
    }

    @Test
    void addressOfTheDashboardLeadsToTheServer() {
        assertThat(OptionRules.baseUrl("--base-url", "http://localhost:9080/leasewatch/"))
                .isEqualTo("http://localhost:9080");
    }

    @Test
    void wrongPasswordIsSaidInTheServersWords() {
        Run run = Run.with(
                Map.of("LEASEWATCH_USER", "viewer", "LEASEWATCH_PASSWORD", "wrong"),
                false,
                Run.stressArguments(server));

        assertThat(run.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(run.err())
                .contains(
                        "/leasewatch/api/database/pools answered 401, the user or the password is not right: A user of the role leasewatch-viewer is needed.")
                .doesNotContain("wrong");
    }

    @Test
    void serverWithoutAMonitorIsNotTakenForOne() {
        server.summary = "<html>Welcome</html>";
        Run html = Run.stress(server);
        server.summary = "{\"hello\":1}";
        Run other = Run.stress(server);

        assertThat(html.exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(html.err()).contains("returned a response that is not from Leasewatch");
        assertThat(other.err()).contains("returned a response that is not from Leasewatch");
    }

    @Test
    void nothingToDoIsWrongUse() {
        assertThat(Run.of().exitCode()).isEqualTo(Cli.NO_RESULT);
        assertThat(Run.of("stress", "--help").exitCode()).isZero();
    }

    @Test
    void passwordThatCouldBeReadOnItsWayIsWarnedOf() {
        Run far = Run.of("top", "--once", "--timeout=1", "--base-url=http://host.invalid");

        assertThat(far.err()).contains("--base-url is not https", "does not answer: unknown host");
        assertThat(Run.of("top", "--once", "--base-url=" + server.base()).err()).isEmpty();
    }
}
