package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

    private static final String MANIFEST = "/META-INF/MANIFEST.MF";
    private static final String MAVEN = "/META-INF/maven/io.example/shop/pom.properties";

    private final Map<String, String> files = new HashMap<>();

    @TempDir
    private Path apps;

    private Path war = Path.of("");

    @BeforeEach
    void deploy() throws IOException {
        war = Files.createFile(apps.resolve("the shop.war"));
        Files.setLastModifiedTime(war, FileTime.from(Instant.parse("2026-11-30T18:00:00.250Z")));
    }

    @Test
    void versionOfTheManifestIsTheRelease() {
        files.put(MANIFEST, "Manifest-Version: 1.0\nImplementation-Version: 1.3\n\n");
        files.put(MAVEN, "version=1.2\n");

        assertThat(release()).isEqualTo("1.3");
    }

    @Test
    void versionThatMavenWroteIsTheReleaseIfTheManifestHasNone() {
        files.put(MANIFEST, "Manifest-Version: 1.0\n\n");
        files.put(MAVEN, "groupId=io.example\nversion=1.2\n");

        assertThat(release()).isEqualTo("1.2");
    }

    @Test
    void withoutAVersionTheReleaseIsWhenTheArchiveWasChanged() {
        files.put(MANIFEST, "Manifest-Version: 1.0\n\n");

        assertThat(release()).isEqualTo("deployed 2026-11-30T18:00:00Z");
    }

    @Test
    void oneSnapshotIsNotAnother() {
        files.put(MANIFEST, "Manifest-Version: 1.0\nImplementation-Version: 1.4-SNAPSHOT\n\n");

        assertThat(release()).isEqualTo("1.4-SNAPSHOT deployed 2026-11-30T18:00:00Z");
    }

    @Test
    void brokenManifestLeavesTheReleaseUnknown() {
        files.put(MANIFEST, "no manifest at all\n");

        assertThat(release()).isEmpty();
    }

    @Test
    void applicationOfNoFilesHasNoRelease() {
        assertThat(release()).isEmpty();
    }

    private String release() {
        return Release.of((ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getResourceAsStream" -> stream((String) arguments[0]);
                    case "getResourcePaths" -> paths((String) arguments[0]);
                    case "getResource" -> url((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    private @Nullable Object stream(String path) {
        String content = files.get(path);
        return content == null ? null : new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private Set<String> paths(String folder) {
        Set<String> found = new HashSet<>();
        files.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length()))
                .map(rest -> folder + rest.substring(0, rest.indexOf('/') + 1))
                .map(path -> path.equals(folder) ? MAVEN : path)
                .forEach(found::add);
        return found;
    }

    private @Nullable URL url(String path) throws IOException {
        return files.containsKey(path)
                ? URI.create("jar:" + war.toUri() + "!" + path).toURL()
                : null;
    }
}
