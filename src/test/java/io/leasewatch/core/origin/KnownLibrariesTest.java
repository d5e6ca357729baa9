package io.leasewatch.core.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownLibrariesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HikariCP",
                "agroal-api",
                "agroal-pool",
                "byte-buddy",
                "c3p0",
                "commons-dbcp2",
                "commons-pool2",
                "flyway-core",
                "h2",
                "hibernate-core",
                "jdbi3-core",
                "jooq",
                "mybatis",
                "postgresql",
                "primefaces",
                "spring-beans",
                "spring-core",
                "spring-jdbc",
                "spring-tx",
                "tomcat-jdbc"
            })
    void everyClassOfALibraryIsKnownAsOne(String library) throws IOException {
        List<String> classes = classesOf(library);

        assertThat(classes).hasSizeGreaterThan(10).allMatch(KnownLibraries::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.ibm.shop.Order",
                "com.ibm.websphere.samples.daytrader.impl.direct.TradeDirect",
                "com.mchange.shop.Order",
                "com.sun.ts.tests.Order",
                "de.shop.Order",
                "io.openliberty.guides.inventory.Order",
                "io.openliberty.sample.Order",
                "jakarta.tutorial.cart.Order",
                "javaeetutorial.order.Order",
                "org.apache.shop.Order",
                "org.eclipse.cargotracker.domain.Order",
                "org.eclipse.shop.Order",
                "org.hibernate.shop.Order",
                "org.hibernates.Order",
                "org.jboss.as.quickstarts.Order",
                "org.mybatis.jpetstore.domain.Order",
                "org.primefaces.showcase.view.Order",
                "org.springframework.samples.petclinic.Order",
                "Order"
            })
    void applicationsThatLiveBesideLibrariesAreNot(String application) {
        assertThat(KnownLibraries.contains(application)).isFalse();
    }

    private static List<String> classesOf(String library) throws IOException {
        File jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.getName().matches(library + "-\\d[^-]*(\\.Final|-jakarta)?\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(library + " is not on the class path"));
        try (JarFile open = new JarFile(jar)) {
            return open.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/") && name.contains("/"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }
}
