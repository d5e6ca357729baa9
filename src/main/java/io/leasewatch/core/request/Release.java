package io.leasewatch.core.request;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The release of a web application: its version, from {@code Implementation-Version} in the manifest of the WAR or from the properties that
 * Maven puts into it; if it has none, or that of a snapshot, when its files were last changed.
 */
final class Release {

    private static final String MANIFEST = "/META-INF/MANIFEST.MF";

    private Release() {}

    /** The release of the application of {@code context}, empty if unknown. */
    static String of(ServletContext context) {
        try {
            String version = manifestVersion(context);
            if (version.isEmpty()) {
                version = mavenVersion(context, "/META-INF/maven/");
            }
            if (!version.isEmpty() && !version.endsWith("-SNAPSHOT")) {
                return version;
            }
            String changed = changed(context);
            return changed.isEmpty() ? version : (version.isEmpty() ? "" : version + " ") + "deployed " + changed;
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private static String manifestVersion(ServletContext context) throws IOException {
        try (InputStream in = context.getResourceAsStream(MANIFEST)) {
            return in == null
                    ? ""
                    : text(new Manifest(in).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        }
    }

    /** The version in the first {@code pom.properties} below {@code folder}. */
    private static String mavenVersion(ServletContext context, String folder) throws IOException {
        Set<String> paths = context.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            String version = path.endsWith("/") ? mavenVersion(context, path) : versionIn(context, path);
            if (!version.isEmpty()) {
                return version;
            }
        }
        return "";
    }

    private static String versionIn(ServletContext context, String path) throws IOException {
        if (!path.endsWith("/pom.properties")) {
            return "";
        }
        Properties properties = new Properties();
        try (InputStream in = context.getResourceAsStream(path)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return text(properties.getProperty("version"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** When the archive of the application, or its folder, was last changed, to the second; empty if unknown. */
    private static String changed(ServletContext context) throws IOException {
        URL url = context.getResource(MANIFEST);
        if (url == null) {
            url = context.getResource("/WEB-INF/");
        }
        String address = url == null ? "" : url.toString();
        int begin = address.indexOf("file:");
        int end = address.indexOf("!/");
        if (begin < 0) {
            return "";
        }
        Path file = Path.of(URI.create(address.substring(begin, end < 0 ? address.length() : end)));
        return Files.getLastModifiedTime(file).toString().replaceFirst("\\.\\d+Z$", "Z");
    }
}
