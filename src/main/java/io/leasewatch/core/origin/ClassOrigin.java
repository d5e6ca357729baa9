package io.leasewatch.core.origin;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Whether a class belongs to an application, a library, or the platform.
 *
 * <p>The package name alone never decides, because applications also use {@code com.ibm}, {@code org.eclipse}, {@code org.apache}
 * and {@code org.springframework.samples}. Classes loaded by class loaders of the JDK or the server belong to the platform. Of
 * the others, compiled classes in a folder or directly in a WAR belong to an application. Classes in a jar belong to an
 * application too, unless their package is that of a {@linkplain KnownLibraries known library}.
 *
 * <p>Thread-safe. A call costs microseconds; callers cache the result per class.
 */
public enum ClassOrigin {
    /** A class of an application. */
    APPLICATION,
    /** A class of a library that applications bring along or share. */
    LIBRARY,
    /** A class of the JDK or of the server. */
    PLATFORM;

    /** The class loader of the bundles of Open Liberty. Applications and shared libraries have class loaders of another class. */
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
     * The origin of a class that is not loaded yet.
     *
     * @param className the binary name, with dots
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

    /** Whether {@code loader} loads classes of the JDK or bundles of the server. Cheap enough to call for every class that is loaded. */
    public static boolean isPlatform(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader() || LOADS_BUNDLES.get(loader.getClass());
    }

    /** Whether a bundle is an extension: it is located outside the folders of the bundles of the server. */
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
     * Whether the location holds compiled classes: a folder ({@code WEB-INF/classes/}, {@code target/classes/}), such a folder
     * inside an archive ({@code BOOT-INF/classes!/}), or a WAR that the server has not unpacked, whose location stands for its
     * {@code WEB-INF/classes}.
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
