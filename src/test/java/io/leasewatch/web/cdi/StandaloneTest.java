package io.leasewatch.web.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.LeaseRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneTest {

    private static final Pattern LIBRARY =
            Pattern.compile("io\\.leasewatch\\.((core|jdbc|junit|spi)\\.([a-z]+\\.)*)?(?!package-info)[A-Z].*");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void classesAreDefinedInWhateverOrderTheyCome(long seed) throws Exception {
        List<String> names = new ArrayList<>(library().keySet());
        Collections.sort(names);
        Collections.shuffle(names, new Random(seed));
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Map<String, byte[]> library = library();
        names.forEach(name -> classes.put(name, library.get(name)));
        ClassLoader war = new War();

        Standalone.defineAll(classes, war);

        assertThat(classes).isEmpty();
        assertThat(names)
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(Class.forName(name, true, war).getClassLoader())
                        .isSameAs(war));
    }

    @Test
    void registryOfTheMonitorIsThenOneOfItsOwnAndWorks() throws Exception {
        ClassLoader war = new War();
        Standalone.defineAll(library(), war);

        Class<?> registry = Class.forName(LeaseRegistry.class.getName(), true, war);
        Object shared = registry.getMethod("shared").invoke(null);

        assertThat(registry).isNotSameAs(LeaseRegistry.class);
        assertThat(registry.getMethod("enabled").invoke(shared)).isEqualTo(true);
    }

    @Test
    void classThatNeedsWhatTheServerDoesNotHaveIsLeftOut() throws Exception {
        Map<String, byte[]> classes = library();
        String needy = "io.leasewatch.core.request.TrackingInterceptor";
        classes.keySet().removeIf(name -> name.equals("io.leasewatch.core.lease.LeaseListener"));
        ClassLoader war = new War();

        Standalone.defineAll(classes, war);

        assertThat(Class.forName(needy, false, war).getClassLoader()).isSameAs(war);
        assertThatThrownBy(() -> Class.forName("io.leasewatch.core.request.LeaseEvents$Firing", false, war))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void warWithoutTheLibraryIsDamaged() {
        assertThatThrownBy(() -> Standalone.read(new War()))
                .hasMessage("LSW5007E: leasewatch.war is damaged: leasewatch-lib.jar is missing");
    }

    /** The library's classes as they were compiled. */
    private static Map<String, byte[]> library() throws IOException, URISyntaxException {
        Path root = Path.of(LeaseRegistry.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                String path = root.relativize(file).toString().replace('\\', '/');
                String name =
                        path.substring(0, path.length() - ".class".length()).replace('/', '.');
                if (LIBRARY.matcher(name).matches()) {
                    classes.put(name, bytes(file));
                }
            });
        }
        return classes;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has of the library only the packages, as the WAR on a server; everything else is the server's. */
    private static final class War extends ClassLoader {

        War() {
            super(StandaloneTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                if (LIBRARY.matcher(name).matches()) {
                    throw new ClassNotFoundException(name);
                }
                return name.startsWith("io.leasewatch.") ? own(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
