package io.leasewatch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may use which. {@code docs/architecture.md} shows the same table. */
class ArchitectureTest {

    /** The name of {@code io.leasewatch} itself in the table. */
    private static final String API = "io.leasewatch";

    private static final int MOST_CLASSES = 30;
    private static final int MOST_COLLABORATORS = 8;

    /** Interfaces of the JDK behind which code or a clock is passed in. */
    private static final List<String> PASSED_IN = List.of(
            "java.util.function.", "java.util.concurrent.Executor", "java.time.InstantSource", "java.lang.Runnable");

    /** What a lease is made of; the table of the documentation calls it "leases". */
    private static final String[] LEASES = {
        "core.time", "core.origin", "core.text", "core.site", "core.work", "core.lease"
    };

    /** The parts that the monitor is assembled from; the table of the documentation calls them "parts". */
    private static final String[] PARTS = join(
            LEASES,
            "spi",
            "monitor.pool",
            "monitor.liberty",
            "monitor.mbeans",
            "monitor.pgbouncer",
            "monitor.postgres",
            "monitor.redis",
            "monitor.database",
            "monitor.leak",
            "monitor.identity",
            "monitor.reclaim",
            "monitor.query",
            "monitor.advice",
            "monitor.judgement",
            "monitor.alert",
            "monitor.incident",
            "monitor.channel",
            "monitor.diagnosis",
            "monitor.history",
            "monitor.export");

    /** The monitor and its parts; the table of the documentation calls it "monitor". */
    private static final String[] MONITOR = join(PARTS, "monitor.config", "monitor.view", "monitor.live", "monitor");

    private static final Map<String, Set<String>> USES = new LinkedHashMap<>();

    static {
        row("core.time");
        row("core.origin");
        row("core.text");
        row("core.site", "core.origin", "core.text");
        row("core.work");
        row("core.lease", "core.time", "core.origin", "core.text", "core.site", "core.work");
        row("core.jdbc", LEASES);
        row("core.request", LEASES, API);
        row("core.hooks", LEASES, "core.request");
        row(API, LEASES, "core.jdbc", "core.request", "jdbc");
        row("jdbc", LEASES, "core.jdbc");
        row("junit", LEASES);
        row("spi");
        row("monitor.pool", LEASES, "spi");
        row("monitor.liberty", "spi", "monitor.pool");
        row("monitor.mbeans", "core.text", "spi");
        row("monitor.pgbouncer", LEASES, "spi", "monitor.pool");
        row("monitor.postgres", LEASES, "spi", "monitor.pool");
        row("monitor.redis", LEASES, "spi", "monitor.pool");
        row("monitor.database", LEASES, "spi", "monitor.liberty", "monitor.pool");
        row("monitor.leak", LEASES, "spi", "monitor.pool");
        row("monitor.identity", LEASES, "spi", "monitor.leak", "monitor.pool");
        row("monitor.reclaim", LEASES, "spi", "monitor.leak", "monitor.pool");
        row("monitor.query", LEASES);
        row("monitor.advice", LEASES, "spi", "monitor.leak", "monitor.pool");
        row("monitor.judgement", LEASES, "spi", "monitor.advice", "monitor.database", "monitor.leak", "monitor.pool");
        row(
                "monitor.alert",
                LEASES,
                "spi",
                "monitor.database",
                "monitor.identity",
                "monitor.judgement",
                "monitor.leak",
                "monitor.pool");
        row("monitor.incident", LEASES, "spi", "monitor.judgement", "monitor.leak", "monitor.pool");
        row("monitor.channel", "core.time", "core.text", "spi");
        row(
                "monitor.diagnosis",
                LEASES,
                "spi",
                "monitor.advice",
                "monitor.alert",
                "monitor.database",
                "monitor.judgement",
                "monitor.leak",
                "monitor.pool");
        row("monitor.history", LEASES, "spi", "monitor.leak", "monitor.pool");
        row(
                "monitor.export",
                LEASES,
                "spi",
                "monitor.advice",
                "monitor.alert",
                "monitor.channel",
                "monitor.database",
                "monitor.history",
                "monitor.judgement",
                "monitor.leak",
                "monitor.pgbouncer",
                "monitor.pool",
                "monitor.redis");
        row("monitor.config", PARTS, "core.request");
        row("monitor.view", PARTS, "core.request");
        row(
                "monitor.live",
                LEASES,
                "spi",
                "monitor.alert",
                "monitor.identity",
                "monitor.judgement",
                "monitor.leak",
                "monitor.pool",
                "monitor.view");
        row("monitor", PARTS, "monitor.config", "monitor.view", "monitor.live", "core.hooks", "core.request");
        row("web.http", MONITOR);
        row("web.history", MONITOR, "web.http");
        row("web.live", MONITOR, "web.history", "web.http");
        row("web.health", MONITOR);
        row("web.metrics", MONITOR);
        row("web.rest", MONITOR, "core.request", "web.history", "web.http");
        row("web.monitoring", MONITOR, "core.request", "web.history", "web.http", "web.rest");
        row("web.cdi", MONITOR, "core.hooks", "core.request", "web.http");
        row("agent.advice");
        row("agent", "agent.advice", "core.origin");
        row("cli.server", "core.time");
        row("cli", "core.time", "cli.server");
    }

    /** Packages below these that use Jakarta EE or MicroProfile. */
    private static final List<String> JAKARTA = List.of(API, "core.request", "web.");

    private static final Path SOURCES = Path.of("src/main/java/io/leasewatch");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void everyPackageIsInTheTable() {
        assertThat(USES.keySet()).containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    void aPackageUsesOnlyWhatTheTableSays() {
        USES.forEach((name, uses) -> assertThat(dependencies(
                        name,
                        target ->
                                isOurs(target) && !packageOf(target).equals(name) && !uses.contains(packageOf(target))))
                .as("uses of %s that are not in the table", name)
                .isEmpty());
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        // Leasewatch and ConnectionMonitor are the doors into core; core reads the annotations beside them.
        Map<String, Set<String>> graph = new LinkedHashMap<>(USES);
        graph.put(API, Set.of());

        graph.forEach((name, uses) -> assertThat(reachable(graph, uses, new HashSet<>()))
                .as("what %s depends on", name)
                .doesNotContain(name));
    }

    @Test
    void nothingUsesTheAgentOrTheCommandLine() {
        USES.forEach((name, uses) -> assertThat(uses)
                .as(name)
                .noneMatch(other -> (other.startsWith("agent") && !name.equals("agent"))
                        || (other.startsWith("cli") && !name.equals("cli"))));
    }

    @Test
    void coreAndMonitorAreSeenByTheWebAndNotTheOtherWayRound() {
        USES.forEach((name, uses) -> {
            if (name.startsWith("core.")) {
                assertThat(uses).as(name).noneMatch(other -> other.matches("(monitor|web|spi)\\b.*"));
            } else if (name.startsWith("monitor.") || name.equals("spi")) {
                assertThat(uses).as(name).noneMatch(other -> other.startsWith("web."));
            }
        });
    }

    @Test
    void onlyTheEdgeUsesJakartaAndMicroProfile() {
        for (String name : USES.keySet()) {
            if (JAKARTA.stream().noneMatch(name::startsWith)) {
                assertThat(dependencies(
                                name,
                                target -> target.getPackageName().startsWith("jakarta.")
                                        || target.getPackageName().startsWith("org.eclipse.microprofile.")))
                        .as("Jakarta EE and MicroProfile in %s", name)
                        .isEmpty();
            }
        }
    }

    @Test
    void noPackageHasMoreThanThirtyClasses() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(ArchitectureTest::isOurs)
                .filter(type -> !type.getName().contains("$"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(ArchitectureTest::packageOf, counting()));

        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    /**
     * A collaborator is a field, static or not, and counts once for each class or interface that its type names, type arguments and
     * elements of arrays included. Counted are those of Leasewatch, and those of the JDK in {@link #PASSED_IN}. Facts are not
     * counted: records, enums, annotations, and sealed interfaces of records alone; nor is the class itself.
     */
    @Test
    void noClassHasMoreThanEightCollaborators() {
        Map<String, List<String>> tooMany = new LinkedHashMap<>();
        for (JavaClass type : CLASSES) {
            List<String> collaborators = collaborators(type);
            if (isOurs(type) && collaborators.size() > MOST_COLLABORATORS) {
                tooMany.put(type.getName(), collaborators);
            }
        }

        assertThat(tooMany).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        for (String name : packages()) {
            String text = Files.readString(directory(name).resolve("package-info.java"));

            assertThat(text)
                    .startsWith("/**")
                    .contains("@NullMarked\npackage " + (name.equals(API) ? API : API + "." + name) + ";");
        }
    }

    @Test
    void onlyTimeAsksTheJvmForTheTime() {
        List<String> elsewhere = violations(
                type -> !packageOf(type).equals("core.time"),
                type -> type.getCodeUnits().stream()
                        .flatMap(code -> Stream.<JavaCodeUnitAccess<?>>concat(
                                code.getMethodCallsFromSelf().stream(), code.getMethodReferencesFromSelf().stream()))
                        .filter(call -> call.getTargetOwner().isEquivalentTo(System.class)
                                && call.getTarget().getName().equals("nanoTime"))
                        .map(JavaCodeUnitAccess::getDescription));

        assertThat(elsewhere).isEmpty();
    }

    @Test
    void logIsWrittenByTheSystemLoggerAlone() {
        List<String> others = new ArrayList<>();
        for (String name : USES.keySet()) {
            others.addAll(dependencies(
                    name,
                    target -> target.getPackageName().startsWith("org.slf4j")
                            || (target.getPackageName().equals("java.util.logging")
                                    && !isJdbcsOwnLogger(name, target))));
        }

        assertThat(others).isEmpty();
    }

    @Test
    void onlyTheJUnitSupportNeedsJUnit() {
        List<String> others = violations(
                type -> !packageOf(type).equals("junit"),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("org.junit."))
                        .map(Dependency::getDescription));

        assertThat(others).isEmpty();
    }

    @Test
    void documentationShowsThisTable() throws IOException {
        assertThat(documented()).isEqualTo(USES);
    }

    /** {@link java.sql.CommonDataSource#getParentLogger} is answered with one. */
    private static boolean isJdbcsOwnLogger(String name, JavaClass target) {
        return name.equals("core.jdbc") && target.getSimpleName().equals("Logger");
    }

    private static Set<String> reachable(Map<String, Set<String>> graph, Set<String> from, Set<String> seen) {
        for (String next : from) {
            if (seen.add(next)) {
                reachable(graph, graph.getOrDefault(next, Set.of()), seen);
            }
        }
        return seen;
    }

    private static List<String> dependencies(String from, Predicate<JavaClass> unwanted) {
        return violations(
                type -> packageOf(type).equals(from),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                unwanted.test(dependency.getTargetClass().getBaseComponentType()))
                        .map(Dependency::getDescription));
    }

    private static List<String> violations(Predicate<JavaClass> where, Function<JavaClass, Stream<String>> what) {
        return CLASSES.stream()
                .filter(ArchitectureTest::isOurs)
                .filter(where)
                .flatMap(what)
                .toList();
    }

    private static List<String> collaborators(JavaClass type) {
        return type.getFields().stream()
                .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(used -> !used.equals(type) && (isMachine(used) || isPassedIn(used)))
                .map(JavaClass::getSimpleName)
                .toList();
    }

    private static boolean isMachine(JavaClass type) {
        return isOurs(type) && !type.isRecord() && !type.isEnum() && !type.isAnnotation() && !isChoiceOfRecords(type);
    }

    private static boolean isChoiceOfRecords(JavaClass type) {
        Class<?> loaded = type.reflect();
        return loaded.isSealed()
                && Arrays.stream(loaded.getPermittedSubclasses()).allMatch(Class::isRecord);
    }

    private static boolean isPassedIn(JavaClass type) {
        return PASSED_IN.stream().anyMatch(type.getName()::startsWith);
    }

    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(API + ".");
    }

    /** {@code core.lease} for {@code io.leasewatch.core.lease}. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(API) ? API : name.substring(API.length() + 1);
    }

    private static Path directory(String name) {
        return name.equals(API) ? SOURCES : SOURCES.resolve(name.replace('.', '/'));
    }

    private static Set<String> packages() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .map(name -> name.isEmpty() ? API : name)
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table of {@code docs/architecture.md}: package, what it is for, what it uses. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `([\\w.]+)` \\|[^|]*\\|([^|]*)\\|$")
                .matcher(Files.readString(Path.of("docs/architecture.md")));
        while (row.find()) {
            Set<String> uses = documented(row.group(2).strip());
            uses.remove(row.group(1));
            table.put(row.group(1), uses);
        }
        return table;
    }

    /** {@code leases, `spi`} as the packages it means. */
    private static Set<String> documented(String cell) {
        Set<String> uses = new TreeSet<>();
        if (cell.startsWith("monitor")) {
            uses.addAll(List.of(MONITOR));
        } else if (cell.startsWith("parts")) {
            uses.addAll(List.of(PARTS));
        } else if (cell.startsWith("leases")) {
            uses.addAll(List.of(LEASES));
        }
        Matcher name = Pattern.compile("`([\\w.]+)`").matcher(cell);
        while (name.find()) {
            uses.add(name.group(1));
        }
        return uses;
    }

    private static String[] join(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void row(String name, String... uses) {
        row(name, uses, new String[0]);
    }

    private static void row(String name, String[] uses, String... more) {
        Set<String> all = new TreeSet<>(List.of(uses));
        all.addAll(List.of(more));
        USES.put(name, all);
    }
}
