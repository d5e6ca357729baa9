package io.leasewatch.it;

import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.example.parcels.Depot;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application that has never heard of Leasewatch, with the server's JPA provider and with one of its own. */
final class Parcels {

    private static final File FOLDER = new File("src/test/parcels");

    private static final Pattern HIBERNATE =
            Pattern.compile("(hibernate-core|hibernate-commons-annotations|jboss-logging"
                    + "|jandex|classmate|byte-buddy|antlr4-runtime|jakarta\\.xml\\.bind-api|jakarta\\.activation-api|jaxb-runtime"
                    + "|jaxb-core|txw2|istack-commons-runtime|angus-activation)-\\d.*\\.jar");

    private Parcels() {}

    /** With EclipseLink, which is the server's. */
    static Path archive(Path folder) {
        return write(archive("persistence.xml"), folder.resolve("parcels.war"));
    }

    /** With Hibernate inside, and its data source in web.xml. */
    static Path withHibernate(Path folder) {
        WebArchive archive = archive("persistence-hibernate.xml").setWebXML(new File(FOLDER, "web-hibernate.xml"));
        return write(archive.addAsLibraries(hibernate()), folder.resolve("parcels-hibernate.war"));
    }

    /** Hibernate and what it needs that the server has not. */
    static File[] hibernate() {
        return Archives.onClassPath(HIBERNATE);
    }

    private static WebArchive archive(String persistence) {
        return ShrinkWrap.create(WebArchive.class)
                .addPackage(Depot.class.getPackage())
                .addAsResource(new File(FOLDER, persistence), "META-INF/persistence.xml");
    }

    private static Path write(WebArchive archive, Path file) {
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
