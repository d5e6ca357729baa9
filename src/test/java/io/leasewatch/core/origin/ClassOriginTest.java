package io.leasewatch.core.origin;

import static io.leasewatch.core.origin.ClassOrigin.APPLICATION;
import static io.leasewatch.core.origin.ClassOrigin.LIBRARY;
import static io.leasewatch.core.origin.ClassOrigin.PLATFORM;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.sql.DriverManager;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassOriginTest {

    private static final String SERVER = "file:/opt/ol/wlp/";

    private final ClassLoader loader = ClassOriginTest.class.getClassLoader();

    @Test
    void classesOfThisJvmAreWhoseTheyAre() {
        assertThat(ClassOrigin.of(ClassOriginTest.class)).isEqualTo(APPLICATION);
        assertThat(ClassOrigin.of(HikariDataSource.class)).isEqualTo(LIBRARY);
        assertThat(ClassOrigin.of(Driver.class)).isEqualTo(LIBRARY);
        assertThat(ClassOrigin.of(DriverManager.class)).isEqualTo(PLATFORM);
        assertThat(ClassOrigin.of(String.class)).isEqualTo(PLATFORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/srv/apps/expanded/shop.war/WEB-INF/classes/",
                "file:/srv/apps/shop.war",
                "file:/home/ada/shop/target/classes/",
                "jar:file:/srv/shop.war!/WEB-INF/classes!/",
                "jar:nested:/srv/shop.jar/!BOOT-INF/classes/!/"
            })
    void compiledClassesAreAnApplicationsWhateverTheirPackage(String place) throws Exception {
        assertThat(ClassOrigin.of("com.ibm.shop.Order", loader, at(place))).isEqualTo(APPLICATION);
        assertThat(ClassOrigin.of("org.hibernate.engine.Order", loader, at(place)))
                .isEqualTo(APPLICATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/srv/apps/expanded/shop.war/WEB-INF/lib/some.jar",
                "file:/srv/apps/expanded/shop.ear/some.jar",
                "file:/srv/apps/expanded/shop.ear/lib/some.jar",
                "file:/srv/shared/some.jar",
                "jar:nested:/srv/shop.jar/!BOOT-INF/lib/some.jar!/"
            })
    void jarIsAnApplicationsUnlessItsPackagesAreALibrarys(String place) throws Exception {
        for (String application : new String[] {"com.ibm.shop", "org.hibernate.shop", "de.shop"}) {
            assertThat(ClassOrigin.of(application + ".Order", loader, at(place)))
                    .isEqualTo(APPLICATION);
        }
        for (String library : new String[] {"org.hibernate.engine", "org.jooq.impl", "org.springframework.jdbc"}) {
            assertThat(ClassOrigin.of(library + ".Order", loader, at(place))).isEqualTo(LIBRARY);
        }
    }

    @Test
    void classFromNowhereGoesByItsPackage() {
        assertThat(ClassOrigin.of("com.ibm.shop.Order", loader, null)).isEqualTo(APPLICATION);
        assertThat(ClassOrigin.of("org.jooq.impl.Order", loader, new ProtectionDomain(null, null)))
                .isEqualTo(LIBRARY);
    }

    @ParameterizedTest
    @CsvSource({
        "lib/com.ibm.ws.jdbc_1.0.113.jar, PLATFORM",
        "lib/../dev/api/spec/io.openliberty.jakarta.servlet.6.0_1.0.113.jar, PLATFORM",
        "usr/extension/lib/com.acme.feature_1.0.0.jar, APPLICATION",
        "usr/servers/shop/workarea/org.eclipse.osgi/70/0/bundle.jar, APPLICATION"
    })
    void bundlesAreTheServersUnlessTheyExtendIt(String bundle, ClassOrigin expected) throws Exception {
        ClassLoader bundles = bundleLoader();

        assertThat(ClassOrigin.of("com.acme.Feature", bundles, at(SERVER + bundle)))
                .isEqualTo(expected);
        assertThat(ClassOrigin.isPlatform(bundles)).isTrue();
    }

    @Test
    void bundleOfAnUnknownPlaceIsTheServers() throws Exception {
        assertThat(ClassOrigin.of("com.acme.Feature", bundleLoader(), null)).isEqualTo(PLATFORM);
    }

    @Test
    void applicationsLoaderIsNotThePlatforms() {
        assertThat(ClassOrigin.isPlatform(loader)).isFalse();
        assertThat(ClassOrigin.isPlatform(ClassLoader.getPlatformClassLoader())).isTrue();
        assertThat(ClassOrigin.isPlatform(null)).isTrue();
    }

    private static ProtectionDomain at(String place) throws Exception {
        URL url = new URL(null, place, new NeverOpened());
        return new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null);
    }

    /** A loader whose class has the name, and the place in the server, of the one that loads Open Liberty's bundles. */
    private static ClassLoader bundleLoader() throws Exception {
        ProtectionDomain framework = at(SERVER + "lib/org.eclipse.osgi_3.18.jar");
        Class<? extends ClassLoader> type = new ByteBuddy()
                .subclass(ClassLoader.class, ConstructorStrategy.Default.IMITATE_SUPER_CLASS_OPENING)
                .name("org.eclipse.osgi.internal.loader.ModuleClassLoader")
                .make()
                .load(ClassOriginTest.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER.with(framework))
                .getLoaded();
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** Only Spring Boot's launcher can open nested jars; here they have a name and are never opened. */
    private static final class NeverOpened extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            throw new IllegalStateException(url + " was opened");
        }
    }
}
