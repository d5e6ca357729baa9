package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the archives carry of others: listed, licensed, and not known to be weak. */
class ArtifactsIT {

    private static final String LIBRARIES = "WEB-INF/lib/";

    @Test
    void billOfMaterialsHasEveryLibraryOfTheArchivesAndNoOther() throws IOException {
        List<String> listed = components().stream()
                .map(component -> component.getString("name") + "-" + component.getString("version") + ".jar")
                .toList();

        assertThat(listed)
                .filteredOn(name -> !name.matches("(byte-buddy|picocli)-.*"))
                .containsExactlyInAnyOrderElementsOf(jars());
        assertThat(listed)
                .filteredOn(name -> name.matches("(byte-buddy|picocli)-.*"))
                .hasSize(2);
        assertThat(has(Archives.AGENT, "io/leasewatch/agent/shaded/bytebuddy/ByteBuddy.class"))
                .isTrue();
        assertThat(has(Archives.CLI, "picocli/CommandLine.class")).isTrue();
    }

    @Test
    void everyLibraryHasALicenceAndAHash() throws IOException {
        assertThat(components()).isNotEmpty().allSatisfy(component -> {
            assertThat(component.getJsonArray("licenses"))
                    .as(component.getString("name"))
                    .isNotEmpty();
            assertThat(component.getJsonArray("hashes").toString()).contains("SHA-256");
            assertThat(component.getString("purl")).startsWith("pkg:maven/");
        });
    }

    @Test
    void billOfMaterialsIsTheSameForTheSameSources() throws IOException {
        JsonObject bill = bill();

        assertThat(bill.keySet()).doesNotContain("serialNumber");
        assertThat(bill.getJsonObject("metadata").getString("timestamp", "2026-01-01T00:00:00Z"))
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(bill.toString())
                .doesNotContain(
                        System.getProperty("user.home"), Archives.build().toString());
    }

    @Test
    void everyLibraryIsSafeAsFarAsIsKnownHere() throws IOException {
        Map<String, String> safe = safeVersions();

        assertThat(components()).allSatisfy(component -> {
            String name = component.getString("group") + ":" + component.getString("name");
            assertThat(safe).as("libraries that somebody has looked at").containsKey(name);
            assertThat(component.getString("version"))
                    .as("%s, which is safe from %s on", name, safe.get(name))
                    .matches(version -> isSafe(version, safe.getOrDefault(name, "-")));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "42.7.6, 42.7.7, false",
        "42.7.7, 42.7.7, true",
        "42.10.0, 42.7.7, true",
        "42.7.7.1, 42.7.7, true",
        "42, 42.7.7, false",
        "2.18.6-rc1, 2.18.6, false",
        "0.1.1-beta2, -, true",
        "20260719, 20231013, true"
    })
    void versionsAreComparedByTheirNumbers(String version, String safe, boolean isSafe) {
        assertThat(isSafe(version, safe)).isEqualTo(isSafe);
    }

    @Test
    void libraryHasThePackagesThatTheDocumentationSays() throws IOException {
        Matcher sentence = Pattern.compile("(?m)^`io.leasewatch` and the packages below (.*) are the library's jar\\.")
                .matcher(Files.readString(Path.of("docs/architecture.md")));
        assertThat(sentence.find()).isTrue();
        List<String> said = Pattern.compile("`(\\w+)`")
                .matcher(sentence.group(1))
                .results()
                .map(name -> name.group(1))
                .toList();

        try (ZipFile library = new ZipFile(Archives.LIBRARY.toFile())) {
            assertThat(library.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.replaceFirst("^io/leasewatch/([^/]+)/.*", "$1"))
                            .filter(name -> !name.matches("io/leasewatch/[^/]+\\.class")))
                    .containsOnly(said.toArray(String[]::new))
                    .containsAll(said);
        }
    }

    private static boolean isSafe(String version, String safe) {
        if (safe.equals("-")) {
            return true;
        }
        int[] has = numbers(version);
        int[] needs = numbers(safe);
        int order = Arrays.compare(has, needs);
        return order > 0 || (order == 0 && version.matches("[0-9.]+"));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.replaceAll("[^0-9.].*", "").split("\\."))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static Map<String, String> safeVersions() throws IOException {
        try (InputStream in = ArtifactsIT.class.getResourceAsStream("safe-versions.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("library,"))
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1], (a, b) -> a, TreeMap::new));
        }
    }

    private static List<JsonObject> components() throws IOException {
        return bill().getJsonArray("components").getValuesAs(JsonObject.class);
    }

    private static JsonObject bill() throws IOException {
        try (JsonReader reader =
                Json.createReader(Files.newBufferedReader(Archives.build().resolve("leasewatch-sbom.json")))) {
            return reader.readObject();
        }
    }

    private static List<String> jars() throws IOException {
        try (ZipFile war = new ZipFile(Archives.MONITOR.toFile())) {
            return war.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .toList();
        }
    }

    private static boolean has(Path archive, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.getEntry(entry) != null;
        }
    }
}
