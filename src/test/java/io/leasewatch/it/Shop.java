package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.FileAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The same shop in whatever package: a servlet in a WAR, a plain class behind a bean in a JAR in {@code WEB-INF/lib}, and an EJB in an
 * EJB JAR of an EAR. Each forgets connections of {@code jdbc/shop}, in its request or on a thread of its own.
 *
 * @param packageName the package of all its classes
 */
record Shop(String packageName) {

    /** The classes that take connections. */
    enum Taker {
        COUNTER("Counter"),
        SHELF("ShelfStore"),
        TILL("Till");

        private final String type;

        Taker(String type) {
            this.type = type;
        }
    }

    private static final List<String> TYPES = List.of("Counter", "Shelf", "ShelfStore", "Till");

    private static final String FORGETTING = """
                private static final Queue<Connection> FORGOTTEN = new ConcurrentLinkedQueue<>();

                public void forget(boolean onAThread) throws Exception {
                    DataSource source = InitialContext.doLookup("jdbc/shop");
                    FutureTask<Boolean> work = new FutureTask<>(() -> FORGOTTEN.add(
                            source.getConnection()));
                    if (onAThread) {
                        Thread thread = new Thread(work, "shop-thread");
                        thread.start();
                        thread.join();
                    } else {
                        work.run();
                    }
                    work.get();
                }
            """;

    private static final String IMPORTS = """
            import java.sql.Connection;
            import java.util.Queue;
            import java.util.concurrent.ConcurrentLinkedQueue;
            import java.util.concurrent.FutureTask;
            import javax.naming.InitialContext;
            import javax.sql.DataSource;
            """;

    private static final String COUNTER = IMPORTS + """
            import jakarta.enterprise.inject.spi.CDI;
            import jakarta.servlet.ServletException;
            import jakarta.servlet.annotation.WebServlet;
            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;

            @WebServlet("/forget")
            public class Counter extends HttpServlet {

                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
                    boolean onAThread = request.getParameter("thread") != null;
                    try {
                        switch (request.getParameter("taker")) {
                            case "COUNTER" -> forget(onAThread);
                            case "SHELF" -> CDI.current().select(Shelf.class).get().forget(onAThread);
                            default -> ((Till) InitialContext.doLookup("java:app/till/Till")).forget(onAThread);
                        }
                    } catch (Exception e) {
                        throw new ServletException(e);
                    }
                }

            """ + FORGETTING + "}\n";

    private static final String SHELF = """
            @jakarta.enterprise.context.ApplicationScoped
            public class Shelf {
                public void forget(boolean onAThread) throws Exception {
                    new ShelfStore().forget(onAThread);
                }
            }
            """;

    private static final String SHELF_STORE = IMPORTS + "public class ShelfStore {\n" + FORGETTING + "}\n";

    private static final String TILL = IMPORTS + "@jakarta.ejb.Stateless\npublic class Till {\n" + FORGETTING + "}\n";

    /** A name for files and context roots. */
    String name() {
        return packageName.replace('.', '-');
    }

    /** With the servlet, and the beans in a JAR. */
    Path war(Path folder) {
        Path file = folder.resolve(name() + ".war");
        webArchive(compile(folder)).as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    /** With that WAR and an EJB JAR. */
    Path ear(Path folder) {
        Path classes = compile(folder);
        Path file = folder.resolve(name() + "-ear.ear");
        ShrinkWrap.create(EnterpriseArchive.class, file.getFileName().toString())
                .addAsModule(jar(classes, "till.jar", "Till"))
                .addAsModule(webArchive(classes))
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }

    /** Asks the application at {@code root} to have {@code taker} forget a connection. */
    static String path(String root, Taker taker, boolean onAThread) {
        return "/" + root + "/forget?taker=" + taker + (onAThread ? "&thread" : "");
    }

    boolean has(String className) {
        return className.startsWith(packageName + ".");
    }

    String className(Taker taker) {
        return packageName + "." + taker.type;
    }

    /** The line in which {@code taker} takes connections, such as {@code Till.java:14}. */
    String site(Taker taker) {
        String file = taker.type + ".java";
        List<String> lines = source(taker.type).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("source.getConnection()")) {
                return file + ":" + (i + 1);
            }
        }
        throw new IllegalStateException(file + " takes no connection");
    }

    private String source(String type) {
        String text = switch (type) {
            case "Counter" -> COUNTER;
            case "Shelf" -> SHELF;
            case "ShelfStore" -> SHELF_STORE;
            default -> TILL;
        };
        return "package " + packageName + ";\n\n" + text;
    }

    private WebArchive webArchive(Path classes) {
        return add(
                        ShrinkWrap.create(WebArchive.class, name() + ".war").as(WebArchive.class),
                        classes,
                        "WEB-INF/classes/",
                        "Counter")
                .as(WebArchive.class)
                .addAsLibrary(jar(classes, "shelf.jar", "Shelf", "ShelfStore"));
    }

    private JavaArchive jar(Path classes, String name, String... types) {
        return add(ShrinkWrap.create(JavaArchive.class, name), classes, "", types);
    }

    private <T extends Archive<T>> T add(T archive, Path classes, String folder, String... types) {
        for (String type : types) {
            String file = packageName.replace('.', '/') + "/" + type + ".class";
            archive.add(new FileAsset(classes.resolve(file).toFile()), folder + file);
        }
        return archive;
    }

    /** Answers the folder that has the classes. */
    private Path compile(Path folder) {
        Path classes = folder.resolve(name());
        try {
            Files.createDirectories(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options =
                List.of("-d", classes.toString(), "-g", "-proc:none", "-cp", System.getProperty("java.class.path"));
        List<Source> sources =
                TYPES.stream().map(type -> new Source(type, source(type))).toList();
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, sources)
                .call()) {
            throw new IllegalStateException("The shop in " + packageName + " does not compile");
        }
        return classes;
    }

    static List<Shop> all() {
        return Stream.of(
                        "com.ibm.shop",
                        "org.eclipse.shop",
                        "io.openliberty.sample",
                        "org.apache.shop",
                        "org.springframework.samples.shop",
                        "org.hibernate.shop",
                        "org.jboss.shop",
                        "jakarta.shop",
                        "de.shop")
                .map(Shop::new)
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///" + type + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
