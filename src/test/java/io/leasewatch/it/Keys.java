package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The key of the servers of this JVM. Open Liberty would make one at every first start, which takes two seconds. */
final class Keys {

    static final String PASSWORD = UUID.randomUUID().toString();

    static final Path FILE = make(Archives.ofThisJvm().resolve("key.p12"));

    private Keys() {}

    private static Path make(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JdkTool.run(
                "keytool",
                "-genkeypair",
                "-alias",
                "default",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        return file;
    }
}
