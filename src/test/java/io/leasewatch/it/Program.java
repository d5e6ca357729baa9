package io.leasewatch.it;

import io.leasewatch.it.corpus.Innocent;
import io.leasewatch.it.corpus.Leaks;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program of the corpus, with the right answer that is written on it.
 *
 * @param path where it is asked to run, such as {@code jdbc/early-return}
 * @param then the paths of further requests in the same HTTP session
 * @param site its line that takes the connection
 * @param within how long after the end of its request a leak that is certain has to be known
 * @param idleInTransaction whether a transaction is left behind that nobody ended
 * @param right what is to be said of it, in the words of {@link Finding}
 * @param byAgent what is said of it with the agent: the same, if that is possible
 * @param byWrapper what is said of it by the wrapper alone: the same, if that is possible
 * @param because why one of the two says something else
 */
record Program(
        String path,
        List<String> then,
        String site,
        Duration within,
        boolean idleInTransaction,
        String right,
        String byAgent,
        String byWrapper,
        String because) {

    private static final java.nio.file.Path FOLDER = java.nio.file.Path.of("src/test/java/io/leasewatch/it/corpus");
    private static final String PACKAGE = Leaks.class.getPackageName() + ".";

    /** The end of a line that takes a program's connection. */
    private static final Pattern MARK = Pattern.compile("// ([a-z]+/[a-z-]+)$");

    /** Every program, in the order in which they stand in their sources. */
    static List<Program> all() {
        Map<String, String> sites = new TreeMap<>();
        List<Program> all = new ArrayList<>();
        try (Stream<java.nio.file.Path> sources = Files.list(FOLDER)) {
            List<java.nio.file.Path> sorted = sources.sorted().toList();
            for (java.nio.file.Path source : sorted) {
                marks(source, sites);
            }
            for (java.nio.file.Path source : sorted) {
                String name = source.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")) {
                    programs(Class.forName(PACKAGE + name), sites, all);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        if (!sites.isEmpty()) {
            throw new IllegalStateException("There are lines of programs that are not there: " + sites);
        }
        return all;
    }

    private static void marks(java.nio.file.Path source, Map<String, String> sites) throws IOException {
        List<String> lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (mark.find() && sites.put(mark.group(1), source.getFileName() + ":" + (i + 1)) != null) {
                throw new IllegalStateException(mark.group(1) + " must mark one line, marks two");
            }
        }
    }

    private static void programs(Class<?> type, Map<String, String> sites, List<Program> all) {
        Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Leaks.class) || method.isAnnotationPresent(Innocent.class))
                .map(method -> of(path(type, method), method, sites))
                .sorted((a, b) -> a.line() - b.line())
                .forEach(all::add);
    }

    private static String path(Class<?> type, Method method) {
        WebServlet servlet = type.getAnnotation(WebServlet.class);
        return servlet == null
                ? type.getAnnotation(Path.class).value() + "/"
                        + method.getAnnotation(Path.class).value()
                : servlet.urlPatterns()[0].substring(1);
    }

    private static Program of(String path, Method method, Map<String, String> sites) {
        String site = sites.remove(path);
        if (site == null) {
            throw new IllegalStateException(path + " must mark the line that takes its connection, marks none");
        }
        Leaks leaks = method.getAnnotation(Leaks.class);
        if (leaks == null) {
            List<String> then = List.of(method.getAnnotation(Innocent.class).then());
            return new Program(
                    path, then, site, Duration.ZERO, false, Finding.NOTHING, Finding.NOTHING, Finding.NOTHING, "");
        }
        String right = Finding.words(leaks.times(), leaks.kind(), leaks.ending());
        return new Program(
                path,
                List.of(leaks.then()),
                site,
                Duration.ofSeconds(leaks.within()),
                leaks.idleInTransaction(),
                right,
                leaks.byAgent().isEmpty() ? right : leaks.byAgent(),
                leaks.byWrapper().isEmpty() ? right : leaks.byWrapper(),
                leaks.because());
    }

    private int line() {
        return Integer.parseInt(site.substring(site.indexOf(':') + 1));
    }

    boolean isInnocent() {
        return right.equals(Finding.NOTHING);
    }

    /** Whether it can only be run by a JVM that is newer than the oldest supported. */
    boolean needsVirtualThreads() {
        return path.contains("virtual");
    }
}
