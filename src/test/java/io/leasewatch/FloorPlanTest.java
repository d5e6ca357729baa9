package io.leasewatch;

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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house, and whether the house and {@code docs/house.md} keep to it. */
class FloorPlanTest {

    /** What the rooms with windows to the outside may look at. */
    private static final Set<String> BEHIND = Set.of(
            "time",
            "origin",
            "lease",
            "jdbc",
            "request",
            "leak",
            "pool",
            "liberty",
            "pgbouncer",
            "redis",
            "mbeans",
            "postgres",
            "database",
            "alert",
            "channel",
            "history",
            "query",
            "live",
            "advice",
            "diagnosis",
            "export",
            "config");

    private static final List<Room> PLAN = List.of(
            back("time"),
            back("origin"),
            back("lease", "origin", "time"),
            back("jdbc", "lease", "time"),
            front("request", Set.of("lease", "jdbc", "time")),
            back("leak", "pool", "lease", "time"),
            back("pool", "lease", "time"),
            back("liberty", "pool"),
            back("pgbouncer", "pool", "time"),
            back("redis", "pool", "time"),
            back("mbeans", "pool"),
            back("postgres", "pool", "lease", "time"),
            back("database", "pool", "lease", "time"),
            back("live", "pool", "lease", "time"),
            back("query", "lease"),
            back("alert", "advice", "leak", "pool", "database", "lease", "time"),
            back("channel", "alert", "time"),
            back("history", "pool", "leak", "lease", "time"),
            back("advice", "pool", "leak", "lease", "time"),
            back("diagnosis", "advice", "alert", "leak", "database", "lease"),
            back(
                    "export",
                    "history",
                    "pool",
                    "leak",
                    "alert",
                    "channel",
                    "advice",
                    "database",
                    "pgbouncer",
                    "redis",
                    "lease",
                    "time"),
            front("config", and(BEHIND, "health")),
            front("health", and(BEHIND, "schedule")),
            front("metrics", BEHIND),
            front("rest", and(BEHIND, "health")),
            front("schedule", BEHIND),
            front("wiring", and(BEHIND, "health", "metrics", "rest", "schedule", "hooks")),
            back("hooks", "lease", "time"),
            back("testing", "lease", "time"),
            back("agent", "origin"),
            back("cli", "time"));

    private static final Path SOURCES = Path.of("src/main/java/io/leasewatch");
    private static final Set<String> STANDING = roomsThatStand();
    private static final JavaClasses HOUSE = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void everyRoomThatStandsIsOnThePlan() {
        assertThat(PLAN).extracting(Room::name).containsAll(STANDING);
        assertThat(violations(type -> true, it -> STANDING.contains(room(it)) ? Stream.of() : Stream.of(it.getName())))
                .as("classes outside the rooms")
                .containsOnly("io.leasewatch.package-info");
    }

    @Test
    void nobodyWalksThroughAWall() {
        for (Room room : PLAN) {
            Set<String> doors = and(room.doors(), room.name());

            List<String> throughWalls = dependencies(room, target -> isOurs(target) && !doors.contains(room(target)));

            assertThat(throughWalls)
                    .as("from %s into rooms it has no door to", room.name())
                    .isEmpty();
        }
    }

    @Test
    void roomsAtTheBackKnowNothingOfJakarta() {
        for (Room room : PLAN) {
            List<String> known = room.jakarta()
                    ? List.of()
                    : dependencies(
                            room,
                            target -> target.getPackageName().startsWith("jakarta.")
                                    || target.getPackageName().startsWith("org.eclipse.microprofile."));

            assertThat(known)
                    .as("Jakarta EE and MicroProfile in %s", room.name())
                    .isEmpty();
        }
    }

    @Test
    void everyRoomHasACardAtItsDoor() throws IOException {
        for (String room : STANDING) {
            String card = Files.readString(SOURCES.resolve(room).resolve("package-info.java"));

            assertThat(card).startsWith("/**").contains("@NullMarked\npackage io.leasewatch." + room + ";");
        }
    }

    @Test
    void onlyTimeAsksTheJvmForTheTime() {
        List<String> elsewhere = violations(
                type -> !room(type).equals("time"),
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
        for (Room room : PLAN) {
            others.addAll(dependencies(
                    room,
                    target -> target.getPackageName().startsWith("org.slf4j")
                            || (target.getPackageName().equals("java.util.logging")
                                    && !isJdbcsOwnLogger(room, target))));
        }

        assertThat(others).isEmpty();
    }

    @Test
    void onlyTestingNeedsJUnit() {
        List<String> others = violations(
                type -> !room(type).equals("testing"),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("org.junit."))
                        .map(Dependency::getDescription));

        assertThat(others).isEmpty();
    }

    @Test
    void planThatPeopleReadIsThisOne() throws IOException {
        List<Room> standing = PLAN.stream()
                .filter(room -> STANDING.contains(room.name()))
                .map(room -> new Room(room.name(), standing(room.doors()), room.jakarta()))
                .toList();

        List<Room> written = roomsInTheHouseOfPaper();

        assertThat(written).containsExactlyInAnyOrderElementsOf(standing);
    }

    /** {@link java.sql.CommonDataSource#getParentLogger} is answered with one. */
    private static boolean isJdbcsOwnLogger(Room room, JavaClass target) {
        return room.name().equals("jdbc") && target.getSimpleName().equals("Logger");
    }

    private static List<String> dependencies(Room room, Predicate<JavaClass> unwanted) {
        return violations(
                type -> room(type).equals(room.name()),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                unwanted.test(dependency.getTargetClass().getBaseComponentType()))
                        .map(Dependency::getDescription));
    }

    private static List<String> violations(Predicate<JavaClass> where, Function<JavaClass, Stream<String>> what) {
        return HOUSE.stream()
                .filter(FloorPlanTest::isOurs)
                .filter(where)
                .flatMap(what)
                .toList();
    }

    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith("io.leasewatch.");
    }

    /** {@code lease} for all that lies below {@code io.leasewatch.lease}; empty for what lies above the rooms. */
    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return parts.length < 3 ? "" : parts[2];
    }

    private static Set<String> roomsThatStand() {
        try (Stream<Path> entries = Files.list(SOURCES)) {
            return entries.filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> standing(Set<String> rooms) {
        Set<String> some = new TreeSet<>(rooms);
        some.retainAll(STANDING);
        return some;
    }

    /** The table in {@code docs/house.md}: room, what it holds, doors, Jakarta. */
    private static List<Room> roomsInTheHouseOfPaper() throws IOException {
        Matcher row = Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\| (yes|no) \\|$")
                .matcher(Files.readString(Path.of("docs/house.md")));
        return row.results()
                .map(cells -> new Room(
                        cells.group(1),
                        read(cells.group(2).strip()),
                        cells.group(3).equals("yes")))
                .toList();
    }

    /** {@code everything behind, `schedule`} as the rooms it means. */
    private static Set<String> read(String cell) {
        Set<String> rooms = cell.startsWith("everything behind") ? standing(BEHIND) : new TreeSet<>();
        Matcher name = Pattern.compile("`(\\w+)`").matcher(cell);
        while (name.find()) {
            rooms.add(name.group(1));
        }
        return rooms;
    }

    private static Room back(String name, String... doors) {
        return new Room(name, Set.of(doors), false);
    }

    private static Room front(String name, Set<String> doors) {
        return new Room(name, doors, true);
    }

    private static Set<String> and(Set<String> rooms, String... more) {
        Set<String> all = new TreeSet<>(rooms);
        all.addAll(List.of(more));
        return all;
    }

    /**
     * A package of the product.
     *
     * @param name the package's last name
     * @param doors the rooms whose classes it may use
     * @param jakarta whether it may use Jakarta EE and MicroProfile
     */
    private record Room(String name, Set<String> doors, boolean jakarta) {}
}
