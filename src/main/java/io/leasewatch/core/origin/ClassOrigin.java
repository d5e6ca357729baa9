package io.leasewatch.core.origin;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Whose code a class is.
 *
 * <p>Never decided by a package's name alone: applications live in {@code com.ibm}, {@code org.eclipse}, {@code org.apache} and
 * {@code org.springframework.samples} as well. What a class loader of the JDK or of the server has loaded is the platform's. Of the
 * rest, compiled classes in a folder or directly in a WAR are an application's. A jar is one's too, unless its packages are those of
 * a {@linkplain KnownLibraries known library}.
 *
 * <p>Thread-safe. An answer costs microseconds; callers keep it for each class.
 */
public enum ClassOrigin {
    /** An application's own code. */
    APPLICATION,
    /** A library's that applications bring along or share. */
    LIBRARY,
    /** The JDK's or the server's. */
    PLATFORM;

    /** What loads the bundles that Open Liberty consists of. Applications and shared libraries have loaders of another class. */
    private static final String BUNDLE_LOADER = "org.eclipse.osgi.internal.loader.ModuleClassLoader";

    private static final ClassValue<Boolean> LOADS_BUNDLES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> loader) {
            for (Class<?> type = loader; type != null; type = type.getSuperclass()) {
                if (type.getName().equals(BUNDLE_LOADER)) {
                    return true;
                }
            }
            return false;
        }
    };

    public static ClassOrigin of(Class<?> type) {
        return of(type.getName(), type.getClassLoader(), type.getProtectionDomain());
    }

    /**
     * The same for a class that is not loaded yet.
     *
     * @param className its binary name, with dots
     */
    public static ClassOrigin of(String className, @Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
        URL place = placeOf(domain);
        if (isPlatform(loader) && !isExtension(loader, place)) {
            return PLATFORM;
        }
        if (place != null && place.getProtocol().equals("jrt")) {
            return PLATFORM;
        }
        return isCompiledClasses(place) || !KnownLibraries.contains(className) ? APPLICATION : LIBRARY;
    }

    /** Whether {@code loader} loads classes of the JDK or bundles of the server. Quick enough for every class that is loaded. */
    public static boolean isPlatform(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader() || LOADS_BUNDLES.get(loader.getClass());
    }

    /** Whether a bundle extends the server: it lies elsewhere than the server's own bundles do. */
    private static boolean isExtension(@Nullable ClassLoader loader, @Nullable URL place) {
        URL framework = loader == null ? null : placeOf(loader.getClass().getProtectionDomain());
        if (framework == null || place == null || !place.getProtocol().equals("file")) {
            return false;
        }
        try {
            URI bundle = place.toURI().normalize();
            URI bundles = framework.toURI().normalize();
            return !isIn(bundle, bundles.resolve(".")) && !isIn(bundle, bundles.resolve("../dev/"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isIn(URI file, URI folder) {
        return String.valueOf(file.getPath()).startsWith(String.valueOf(folder.getPath()));
    }

    private static @Nullable URL placeOf(@Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null ? null : source.getLocation();
    }

    /**
     * A folder ({@code WEB-INF/classes/}, {@code target/classes/}), such a folder inside an archive ({@code BOOT-INF/classes!/}), or a
     * WAR that the server has not unpacked, which then stands for its {@code WEB-INF/classes}.
     */
    private static boolean isCompiledClasses(@Nullable URL place) {
        if (place == null) {
            return false;
        }
        String path = place.getPath();
        String name = path.endsWith("!/") ? path.substring(0, path.length() - 2) : path;
        return name.endsWith("/") || name.endsWith("/classes") || name.endsWith(".war");
    }
}
