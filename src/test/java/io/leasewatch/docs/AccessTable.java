package io.leasewatch.docs;

import io.leasewatch.web.rest.LeasewatchApi;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in docs/security.md: who gets which answer where. And the paths that there are, by the classes that answer and by web.xml. */
public record AccessTable(List<Row> rows) {

    /** Who asks, in the order of the table's columns. */
    public enum Caller {
        NO_LOGIN,
        WRONG_PASSWORD,
        NO_ROLE,
        VIEWER,
        ADMIN
    }

    /** What stands in the place of a path for all that have no row of their own. */
    public static final String A_PATH_ABOVE = "any of these paths";

    /** The target of the error pages of web.xml; a direct request to it is answered with 404. */
    private static final String ERROR_PAGE = "/problem";

    /** The files of the dashboard, which the server itself answers for. */
    public static final String DASHBOARD = "/";

    public static final String ANOTHER_PATH = "any other path";

    private static final DocumentTable TABLE = new DocumentTable(java.nio.file.Path.of("docs/security.md"), """
            | method | path | no login | wrong password | a user of neither role | viewer | admin |
            |---|---|---|---|---|---|---|
            """);

    /** Has every servlet: it is complete, so annotations do not count. */
    private static final java.nio.file.Path WEB_XML = java.nio.file.Path.of("src/main/webapp/WEB-INF/web.xml");

    private static final Pattern SERVLET_PATH =
            Pattern.compile("<servlet-mapping>\\s*<servlet-name>\\w+</servlet-name>\\s*<url-pattern>([^<]+)<");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** As the document has it. */
    public static AccessTable read() {
        return new AccessTable(TABLE.rows().stream().map(Row::of).toList());
    }

    /** What the one who asks is answered by the row that is the closest. */
    public int answer(String method, String path, Caller caller) {
        return Stream.of(path, hasRow(path) ? A_PATH_ABOVE : ANOTHER_PATH)
                .flatMap(place -> rows.stream()
                        .filter(row -> row.path().equals(place) && row.methods().contains(method)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/security.md has no row for " + method + " " + path))
                .answers()
                .get(caller.ordinal());
    }

    private boolean hasRow(String path) {
        return rows.stream().anyMatch(row -> row.path().equals(path));
    }

    /** The paths that have rows of their own, with the methods that have. */
    public Map<String, Set<String>> endpoints() {
        Map<String, Set<String>> endpoints = new TreeMap<>();
        rows.stream()
                .filter(row -> row.path().startsWith("/")
                        && !Set.of(ERROR_PAGE, DASHBOARD).contains(row.path()))
                .forEach(row -> endpoints
                        .computeIfAbsent(row.path(), path -> new TreeSet<>())
                        .addAll(row.methods()));
        return endpoints;
    }

    /** The paths that the monitor's resources and servlets have, with their methods; a servlet that is no error page answers to GET. */
    public static Map<String, Set<String>> endpointsOfTheClasses() throws IOException {
        Map<String, Set<String>> endpoints = new TreeMap<>();
        for (Class<?> type : classes()) {
            Path place = type.getAnnotation(Path.class);
            if (place != null) {
                for (Method method : type.getDeclaredMethods()) {
                    Path more = method.getAnnotation(Path.class);
                    String path = "/api" + place.value() + (more == null ? "" : more.value());
                    for (Annotation annotation : method.getAnnotations()) {
                        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                        if (http != null) {
                            add(endpoints, path.replaceAll("\\{(\\w+):[^/]*?\\}(?=/|$)", "{$1}"), http.value());
                        }
                    }
                }
            }
        }
        SERVLET_PATH
                .matcher(Files.readString(WEB_XML))
                .results()
                .map(mapping -> mapping.group(1))
                .filter(path -> !path.equals(ERROR_PAGE))
                .forEach(path -> add(endpoints, path, HttpMethod.GET));
        return endpoints;
    }

    private static void add(Map<String, Set<String>> endpoints, String path, String method) {
        Set<String> methods = endpoints.computeIfAbsent(path, any -> new TreeSet<>());
        methods.add(method);
        if (method.equals(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
    }

    private static List<Class<?>> classes() throws IOException {
        java.nio.file.Path root = java.nio.file.Path.of(URI.create(LeasewatchApi.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        try (Stream<java.nio.file.Path> files = Files.walk(root.resolve("io/leasewatch"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.matches("io/leasewatch/(web|monitor/(export|history))/[^$]*\\.class"))
                    .filter(name -> !name.endsWith("package-info.class"))
                    .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                    .<Class<?>>map(AccessTable::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, AccessTable.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A row.
     *
     * @param answers the HTTP status for each caller
     */
    public record Row(Set<String> methods, String path, List<Integer> answers) {

        static Row of(String line) {
            String[] cells = line.substring(1, line.length() - 1).split("\\|");
            Set<String> methods = CODE.matcher(cells[0])
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            Matcher path = CODE.matcher(cells[1]);
            return new Row(
                    methods,
                    path.find() ? path.group(1) : cells[1].strip(),
                    Arrays.stream(cells)
                            .skip(2)
                            .map(cell -> Integer.valueOf(cell.strip()))
                            .toList());
        }
    }
}
