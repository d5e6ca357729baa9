package io.leasewatch.it;

import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.example.borrowed.Borrowers;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application that takes its connections through libraries, with these in {@code WEB-INF/lib}. */
final class BorrowedArchive {

    private static final File FOLDER = new File("src/test/borrowed");

    private static final Pattern LIBRARIES =
            Pattern.compile("(jooq|r2dbc-spi|reactive-streams|jdbi3-core|geantyref|mybatis"
                    + "|spring-(beans|core|jdbc|tx)|commons-logging|flyway-core|jackson-(annotations|core|databind|dataformat-toml)"
                    + "|slf4j-(api|jdk14)|primefaces)-\\d.*\\.jar");

    private BorrowedArchive() {}

    static Path write(Path folder) {
        Path file = folder.resolve("borrowed.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(Borrowers.class.getPackage())
                .addAsLibraries(Archives.onClassPath(LIBRARIES))
                .addAsWebResource(new File(FOLDER, "orders.xhtml"))
                .addAsWebResource(new File(FOLDER, "forget.jsp"))
                .addAsWebInfResource(new File(FOLDER, "faces-config.xml"))
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }
}
