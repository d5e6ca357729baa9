package io.leasewatch.cli.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options for the server and the credentials. There is no option for a password, because every user of the machine can read a
 * command line.
 */
public final class ServerOptions {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:9080",
            description = "the server (default: ${DEFAULT-VALUE})")
    private String baseUrl = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "a user with the role leasewatch-viewer (default: the value of LEASEWATCH_USER)")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "a file with the password in its first line (default: the value of LEASEWATCH_PASSWORD)")
    private @Nullable Path passwordFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "the longest wait for one response, 1 to 600 (default: ${DEFAULT-VALUE})")
    private String timeout = "";

    public LeasewatchClient server(Environment outside) {
        Duration longest = OptionRules.seconds("--timeout", timeout, 1, 600);
        String base = OptionRules.baseUrl("--base-url", baseUrl);
        String name = user == null ? outside.environment().getOrDefault("LEASEWATCH_USER", "") : user;
        if (name.isEmpty() || name.contains(":")) {
            throw new UsageException("--user or LEASEWATCH_USER must be a user with the role leasewatch-viewer, was "
                    + (name.isEmpty() ? "not given" : name));
        }
        String credentials = name + ":" + password(outside);
        return new LeasewatchClient(
                base,
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
                longest);
    }

    /** Warns if the password is sent unencrypted to another machine. */
    public void warn(PrintWriter err) {
        URI uri = URI.create(baseUrl);
        if ("http".equals(uri.getScheme()) && !THIS_MACHINE.contains(String.valueOf(uri.getHost()))) {
            err.println("leasewatch: --base-url is not https; the password is sent unencrypted");
        }
    }

    private String password(Environment outside) {
        Path file = passwordFile;
        if (file != null) {
            return firstLine(file);
        }
        String password = outside.environment().get("LEASEWATCH_PASSWORD");
        if (password == null) {
            throw new UsageException(
                    "--password-file or LEASEWATCH_PASSWORD must give the password of --user; neither is set");
        }
        return password;
    }

    private static String firstLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && !lines.get(0).isEmpty()) {
                return lines.get(0);
            }
        } catch (MalformedInputException e) {
            throw new UsageException("--password-file must be a file in UTF-8, " + file + " is not");
        } catch (IOException e) {
            throw new UsageException("--password-file must be a file that can be read, " + file + " cannot");
        }
        throw new UsageException(
                "--password-file must have the password in its first line, " + file + " has an empty first line");
    }
}
