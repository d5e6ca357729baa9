package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.export.ExportDirectory.Content;
import io.leasewatch.monitor.export.ExportDirectory.ExportException;
import io.leasewatch.monitor.export.ExportDirectory.Exported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportDirectoryTest {

    private static final Content HELLO = out -> out.write("hello".getBytes(StandardCharsets.UTF_8));
    private static final String FIRST = "leasewatch-20310305T071113.000Z-1.json";

    @TempDir
    private Path temp;

    private final ManualClock clock = new ManualClock();

    @Test
    void fileHasANameOfItsMomentAndAllThatWasWritten() throws Exception {
        Exported exported = directory().write("json", HELLO);

        assertThat(exported).isEqualTo(new Exported(FIRST, 5));
        assertThat(there().resolve(FIRST)).hasContent("hello");
        assertThat(files()).containsExactly(FIRST);
    }

    @Test
    void whatWritesMayCloseWhatItWritesTo() throws Exception {
        Exported exported = directory().write("json", out -> {
            HELLO.write(out);
            out.close();
        });

        assertThat(exported.bytes()).isEqualTo(5);
        assertThat(there().resolve(FIRST)).hasContent("hello");
    }

    @Test
    void twoFilesOfOneMomentHaveTwoNames() throws Exception {
        directory().write("json", HELLO);

        Exported second = directory().write("json", out -> out.write('2'));

        assertThat(second.file()).isEqualTo("leasewatch-20310305T071113.000Z-2.json");
        assertThat(there().resolve(FIRST)).hasContent("hello");
    }

    @Test
    void onlyTheServersOwnUserCanReadIt() throws Exception {
        directory().write("json", HELLO);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there().resolve(FIRST))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLeftWhenTheDiskIsFullHalfway() {
        Content tooMuch = out -> {
            out.write(new byte[10_000]);
            throw new IOException("No space left on device");
        };

        assertThatThrownBy(() -> directory().write("json", tooMuch))
                .isInstanceOf(ExportException.class)
                .hasMessage("the disk of leasewatch.export.directory is full");
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsLeftWhenWhatIsWrittenFailsItself() {
        assertThatThrownBy(() -> directory().write("json", out -> {
                    throw new IllegalStateException("a view failed");
                }))
                .hasMessage("a view failed");
        assertThat(files()).isEmpty();
    }

    @Test
    void linkThatSomebodyPutThereIsNeitherFollowedNorWrittenOver() throws Exception {
        Path precious = Files.writeString(temp.resolve("precious"), "precious");
        Files.createDirectories(there());
        Files.createSymbolicLink(there().resolve(FIRST), precious);
        Files.createSymbolicLink(
                there().resolve(".leasewatch-20310305T071113.000Z-2.json.unfinished"), temp.resolve("made"));

        Exported exported = directory().write("json", HELLO);

        assertThat(exported.file()).endsWith("-2.json");
        assertThat(Files.isRegularFile(there().resolve(exported.file()), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Files.isSymbolicLink(there().resolve(FIRST))).isTrue();
        assertThat(precious).hasContent("precious");
        assertThat(Files.exists(temp.resolve("made"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void thereAreOnlySoMany() throws Exception {
        Files.createDirectories(there());
        for (int i = 0; i < ExportDirectory.MOST; i++) {
            Files.createFile(there().resolve("leasewatch-" + i + ".json"));
        }

        assertThatThrownBy(() -> directory().write("json", HELLO))
                .isInstanceOfSatisfying(
                        ExportException.class, e -> assertThat(e.isFull()).isTrue())
                .hasMessageContaining("contains 100 exports already");

        Files.delete(there().resolve("leasewatch-7.json"));
        assertThat(directory().write("json", HELLO).bytes()).isEqualTo(5);
    }

    @Test
    void whatIsNoDirectoryIsSaidWithoutItsPath() throws Exception {
        Files.writeString(there(), "a file");

        assertThatThrownBy(() -> directory().write("json", HELLO))
                .isInstanceOf(ExportException.class)
                .hasMessage("leasewatch.export.directory is not a directory");
    }

    private ExportDirectory directory() {
        return new ExportDirectory(this::there, clock);
    }

    private Path there() {
        return temp.resolve("exports");
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(there())) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
