package io.leasewatch.monitor.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which features a server has, and what is said where it lacks some. */
class FeaturesTest {

    @Test
    void nothingIsMissingWhereEveryClassIs() {
        Features features = Features.seenBy(FeaturesTest.class.getClassLoader());

        assertThat(features.missing()).isEmpty();
        assertThat(features.refusal()).isEmpty();
        assertThat(features.hasMetrics()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jakarta.servlet., servlet",
        "jakarta.ws.rs., restfulWS",
        "jakarta.security.enterprise., appSecurity",
        "jakarta.json.bind., jsonb",
        "jakarta.enterprise.inject., cdi",
        "jakarta.ejb., enterpriseBeansLite",
        "jakarta.enterprise.concurrent., concurrent",
        "org.eclipse.microprofile.config., mpConfig",
        "org.eclipse.microprofile.health., mpHealth"
    })
    void featureIsMissingWhereItsClassesAre(String classes, String feature) {
        Features features = Features.seenBy(new Server(classes, Set.of()));

        assertThat(features.missing()).containsExactly(feature);
    }

    @Test
    void metricsMayBeMissing() {
        Features features = Features.seenBy(new Server("org.eclipse.microprofile.metrics.", Set.of()));

        assertThat(features.hasMetrics()).isFalse();
        assertThat(features.refusal()).isEmpty();
    }

    @Test
    void refusalNamesEveryMissingFeatureAndTheLevelOfTheServer() {
        assertThat(Features.seenBy(new Server("jakarta.", Set.of())).refusal())
                .startsWith(
                        "Leasewatch does not start, because the server does not have the features servlet, restfulWS,"
                                + " appSecurity, jsonb, cdi, enterpriseBeansLite, concurrent.")
                .contains("add <platform>jakartaee-10.0</platform> to the featureManager")
                .endsWith("The applications of this server are not affected.");
        assertThat(Features.seenBy(new Server("jakarta.", Set.of("jakarta.enterprise.invoke.Invoker")))
                        .refusal())
                .contains("add <platform>jakartaee-11.0</platform> to the featureManager");
    }

    /** A server without the classes whose names begin like this, and with some that are added. */
    private static final class Server extends ClassLoader {

        private final String missing;
        private final Set<String> added;

        Server(String missing, Set<String> added) {
            super(FeaturesTest.class.getClassLoader());
            this.missing = missing;
            this.added = added;
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (added.contains(name)) {
                return Object.class;
            }
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name);
        }
    }
}
