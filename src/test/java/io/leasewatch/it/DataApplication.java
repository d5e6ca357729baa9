package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application with a repository of Jakarta Data. It is compiled against the API that the server has. */
final class DataApplication {

    private DataApplication() {}

    /** An archive whose repository takes its connections from {@code jdbc/name}. */
    static Path archive(Path folder, String name) {
        Path sources = Path.of("src/test/repository");
        Path classes = folder.resolve("repository-" + name);
        Path file = folder.resolve("data-" + name + ".war");
        try (Stream<Path> specifications = Files.list(Archives.liberty().resolve("dev/api/spec"));
                Stream<Path> templates = Files.list(sources)) {
            String api = specifications
                    .filter(jar -> jar.getFileName().toString().startsWith("io.openliberty.jakarta.data.1.0"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none", "-d", classes.toString(), "-cp", api + ":" + System.getProperty("java.class.path")));
            Path copies = Files.createDirectories(folder.resolve("sources-" + name));
            for (Path template : templates.toList()) {
                Path copy = copies.resolve(template.getFileName());
                Files.writeString(copy, Files.readString(template).replace("jdbc/parts", "jdbc/" + name));
                arguments.add(copy.toString());
            }
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                    .isZero();
            WebArchive archive = ShrinkWrap.create(WebArchive.class);
            try (Stream<Path> compiled = Files.walk(classes)) {
                for (Path one : compiled.filter(Files::isRegularFile).toList()) {
                    archive.add(
                            new ByteArrayAsset(Files.readAllBytes(one)), "WEB-INF/classes/" + classes.relativize(one));
                }
            }
            archive.as(ZipExporter.class).exportTo(file.toFile(), true);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
