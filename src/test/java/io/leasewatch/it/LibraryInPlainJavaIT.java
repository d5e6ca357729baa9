package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library in a program that has a driver and nothing of Jakarta EE. */
class LibraryInPlainJavaIT {

    private static final String PROGRAM = """
            import io.leasewatch.Leasewatch;
            import io.leasewatch.core.lease.LeaseRegistry;
            import io.leasewatch.ConnectionMonitor;
            import javax.sql.DataSource;

            public class Orders {

                public static void main(String[] arguments) throws Exception {
                    var h2 = new org.h2.jdbcx.JdbcDataSource();
                    h2.setURL("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
                    DataSource orders = Leasewatch.watch(h2, "orders");
                    try (var work = ConnectionMonitor.track("orders", "import")) {
                        // The second while the first is out, and the third is not given back before the work is over.
                        try (var first = orders.getConnection(); var second = orders.getConnection()) {
                            first.createStatement().execute("create table o (id int)");
                        }
                        orders.getConnection();
                    }
                    int inserted = ConnectionMonitor.inTransaction(
                            orders, c -> c.createStatement().executeUpdate("insert into o values (1)"));
                    System.out.println(inserted + " inserted, "
                            + LeaseRegistry.shared().openLeases().size() + " not given back");
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void libraryIsSilentInAProgramWithoutJakarta() throws IOException, InterruptedException {
        assertThat(run(Archives.LIBRARY, Archives.driver("h2"))).containsExactly("1 inserted, 1 not given back");
    }

    @Test
    void serviceThatCannotBeLoadedIsLoggedOnce() throws IOException, InterruptedException {
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve("io.leasewatch.core.lease.LeaseListener"), "orders.Missing\n");

        List<String> lines = run(Archives.LIBRARY, Archives.driver("h2"), folder.resolve("classes"));

        assertThat(lines).contains("1 inserted, 1 not given back");
        assertThat(lines)
                .filteredOn(line -> line.contains("LSW"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("LSW1001W"));
    }

    /** What it writes, to either stream. */
    private List<String> run(Path... classPath) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Orders.java"), PROGRAM);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = Stream.of(classPath).map(Path::toString).collect(Collectors.joining(File.pathSeparator));

        Process process = new ProcessBuilder(java, "-cp", path, source.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
