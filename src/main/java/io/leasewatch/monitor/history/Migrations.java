package io.leasewatch.monitor.history;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of the schema, resources next to this class. They are listed by name, because Flyway scans directories and jars, and the
 * class loader of an application server may use neither.
 */
final class Migrations implements ResourceProvider {

    static final List<String> ALL = List.of("V1__samples_and_events.sql", "V2__typed_event_columns.sql");

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return ALL.contains(name) ? new Step(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return ALL.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Step::new)
                .toList();
    }

    private static final class Step extends LoadableResource {
        private final String name;

        Step(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream script = Migrations.class.getResourceAsStream(name);
            if (script == null) {
                throw new FlywayException("The resource " + name + " is missing next to " + Migrations.class.getName());
            }
            return new InputStreamReader(script, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
