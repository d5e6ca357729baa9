package io.leasewatch.it;

import io.leasewatch.programs.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lays out a server's folder under {@code target/it}, with what a test wants to be different, and starts it. */
final class ServerSetup {

    /** The second compiler is for servers that live longer than a test, and other collectors for those with more to do. */
    private static final String JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m";

    private final String name;
    private final Path user;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private Path liberty = Archives.liberty();
    private Optional<Workarea> workarea = Optional.empty();

    private ServerSetup(String name) {
        this.name = name;
        this.user = Archives.ofThisJvm().resolve(name);
        this.home = user.resolve("servers").resolve(name);
    }

    /** An empty server folder with the drivers in {@code lib}, on a free port of this machine. */
    static ServerSetup named(String name) {
        ServerSetup setup = new ServerSetup(name);
        clear(setup.user);
        setup.lib(Archives.driver("h2")).lib(Archives.driver("postgresql"));
        setup.copy(Keys.FILE, "resources/security/key.p12");
        setup.write("server.env", "keystore_password=" + Keys.PASSWORD + "\n");
        // Tests change more in a minute than people do.
        setup.env("LEASEWATCH_API_OPERATIONS_PER_MINUTE", "6000");
        // The tables of access are tried with wrong passwords, too.
        setup.env("LEASEWATCH_API_FAILED_LOGINS_PER_MINUTE", "100000");
        return setup.env("JVM_ARGS", JVM).env("HTTP_PORT", String.valueOf(Program.freePort()));
    }

    /** The run server as it is shipped: its configuration, the monitor, the library and the bookshop. */
    static ServerSetup runServer(String name) {
        ServerSetup setup = named(name)
                .monitor()
                .app(Archives.BOOKSHOP)
                .copy(Archives.config().resolve("server.xml"), "server.xml");
        setup.workarea = Optional.of(new Workarea("run-server"));
        return setup;
    }

    /** Adds the monitor, the library, and the file that server.xml includes for them. */
    ServerSetup monitor() {
        return lib(Archives.LIBRARY)
                .app(Archives.MONITOR)
                .copy(Archives.config().resolve("leasewatch.xml"), "leasewatch.xml");
    }

    /** Has every collection take what can be reached by soft references only, of which the server has some to classes that are gone. */
    ServerSetup forgetful() {
        return env("JVM_ARGS", JVM + " -XX:SoftRefLRUPolicyMSPerMB=0");
    }

    /** Adds the agent as the run server does. */
    ServerSetup agent() {
        return lib(Archives.AGENT).copy(Archives.config().resolve("jvm.options"), "jvm.options");
    }

    /** Runs it by another Open Liberty than the one that is shipped for. */
    ServerSetup on(Path installed) {
        liberty = installed;
        workarea = Optional.empty();
        return this;
    }

    /** It has features besides those of the run server, the same as all others of that kind. */
    ServerSetup features(String kind) {
        workarea = Optional.of(new Workarea(kind));
        return this;
    }

    ServerSetup app(Path archive) {
        return app(archive, archive.getFileName().toString());
    }

    ServerSetup app(Path archive, String as) {
        return copy(archive, "apps/" + as);
    }

    ServerSetup lib(Path archive) {
        return copy(archive, "lib/" + archive.getFileName());
    }

    ServerSetup without(String file) {
        try {
            Files.delete(home.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Elements of server.xml that come on top of the others. */
    ServerSetup config(String elements) {
        LibertyServer.configure(home, elements);
        return this;
    }

    ServerSetup write(String file, String text) {
        try {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a piece of a configuration file, which must be there. */
    ServerSetup edit(String file, String before, String after) {
        try {
            String text = Files.readString(home.resolve(file));
            if (!text.contains(before)) {
                throw new IllegalArgumentException(file + " does not contain " + before);
            }
            return write(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerSetup env(String key, String value) {
        environment.put(key, value);
        return this;
    }

    String port() {
        return String.valueOf(environment.get("HTTP_PORT"));
    }

    Path userDirectory() {
        return user;
    }

    /** The server's folder. */
    Path home() {
        return home;
    }

    /** Starts it, and comes back when it is ready and every one of these applications has started or failed. */
    LibertyServer start(String... applications) {
        workarea.ifPresent(kept -> kept.giveTo(home));
        return LibertyServer.start(liberty, user, name, environment, workarea, List.of(applications));
    }

    private ServerSetup copy(Path file, String as) {
        try {
            Files.createDirectories(home.resolve(as).getParent());
            Files.copy(file, home.resolve(as), StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
