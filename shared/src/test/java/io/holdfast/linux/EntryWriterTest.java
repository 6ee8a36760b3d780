package io.holdfast.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryWriterTest {
    private static final FileName FILE = FileName.of("file");
    private static final FileName LINK = FileName.of("link");
    private static final Instant EARLY = Instant.parse("1969-12-31T23:59:58.123456789Z");
    private static final Instant LATE = Instant.parse("2031-02-03T04:05:06.000000001Z");

    @TempDir
    Path root;

    private OpenDirectory directory;
    private EntryWriter writer;

    @BeforeEach
    void open() throws IOException {
        directory = OpenDirectory.open(root);
        writer = directory.writer();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void shouldCreateLinkAndRemove() throws IOException {
        FileName other = FileName.of("other");
        writer.createFile(FILE, 0600).close();
        assertThatThrownBy(() -> writer.createFile(FILE, 0600))
                .isInstanceOfSatisfying(
                        LinuxError.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
        writer.createHardLink(directory, FILE, other);
        assertThat(directory.status(FILE).links()).isEqualTo(2);
        writer.remove(FILE);
        writer.createDirectory(FILE, 0700);
        assertThat(directory.status(FILE).isDirectory()).isTrue();
        writer.removeDirectory(FILE);
        writer.remove(other);
        directory.forEachEntry((name, type) -> assertThat(name).isNull());
    }

    @Test
    void shouldNotCreateThroughALink() throws IOException {
        writer.createSymlink(FILE, "outside".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> writer.createFile(FILE, 0600)).isInstanceOf(LinuxError.class);
        assertThat(root.resolve("outside")).doesNotExist();
    }

    @Test
    void shouldSetModesWithoutTheUmask() throws IOException {
        try (OpenFile file = writer.createFile(FILE, 0)) {
            file.changeMode(06777);
            assertThat(file.status().permissions()).isEqualTo(06777);
        }
        FileName fifo = FileName.of("fifo");
        writer.createNode(fifo, 0x1000, 0);
        try (PinnedEntry pinned = directory.pin(fifo)) {
            pinned.changeMode(0666);
        }
        assertThat(directory.status(fifo).permissions()).isEqualTo(0666);
        assertThat(directory.status(fifo).type()).isEqualTo(FileType.FIFO);
    }

    @Test
    void shouldNotChangeTheModeBehindALink() throws IOException {
        Files.createFile(root.resolve("file"));
        int before = directory.status(FILE).mode();
        writer.createSymlink(LINK, "file".getBytes(StandardCharsets.UTF_8));
        try (PinnedEntry link = directory.pin(LINK)) {
            assertThatThrownBy(() -> link.changeMode(0777))
                    .isInstanceOfSatisfying(
                            LinuxError.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP));
        }
        assertThat(directory.status(FILE).mode()).isEqualTo(before);
    }

    @Test
    void shouldSetTimesToTheNanosecond() throws IOException {
        try (OpenFile file = writer.createFile(FILE, 0600)) {
            file.setTimes(LATE, EARLY);
            assertThat(file.status().accessed()).isEqualTo(LATE);
            assertThat(file.status().modified()).isEqualTo(EARLY);
        }
        writer.createSymlink(LINK, "file".getBytes(StandardCharsets.UTF_8));
        try (PinnedEntry link = directory.pin(LINK)) {
            link.setTimes(EARLY, LATE);
        }
        assertThat(directory.status(LINK).modified()).isEqualTo(LATE);
        assertThat(directory.status(FILE).modified()).as("the link's target").isEqualTo(EARLY);
        directory.setTimes(EARLY, EARLY);
        assertThat(directory.status().modified()).isEqualTo(EARLY);
    }

    @Test
    void shouldKeepAttributesOfFilesAndDirectories() throws IOException {
        ExtendedAttribute note = attribute("user.note", new byte[] {0, 1, (byte) 0xff});
        ExtendedAttribute empty = attribute("user.empty", new byte[0]);
        try (OpenFile file = writer.createFile(FILE, 0600)) {
            file.setAttribute(note);
            file.setAttribute(empty);
            assertThat(file.attributes()).contains(note, empty);
            file.removeAttribute("user.empty".getBytes(StandardCharsets.UTF_8));
            assertThat(file.attributes()).contains(note).doesNotContain(empty);
            try (PinnedEntry pinned = directory.pin(FILE)) {
                assertThat(pinned.attributes()).as("pinned").contains(note);
                pinned.removeAttribute(note.name());
                assertThat(pinned.attributes()).doesNotContain(note);
            }
        }
        directory.setAttribute(note);
        assertThat(directory.attributes()).contains(note);
        assertThatThrownBy(() -> directory.setAttribute(attribute("user.a\0b", new byte[0])))
                .isInstanceOf(LinuxError.class);
    }

    @Test
    void shouldKeepOwnersAndAttributesOfALinkItself() throws IOException {
        requireRoot();
        Files.createFile(root.resolve("file"));
        writer.createSymlink(LINK, "file".getBytes(StandardCharsets.UTF_8));
        ExtendedAttribute trusted = attribute("trusted.holdfast", new byte[] {7});
        try (PinnedEntry link = directory.pin(LINK);
                PinnedEntry file = directory.pin(FILE)) {
            link.changeOwner(4_000_000_000L, 1234);
            link.setAttribute(trusted);
            assertThat(directory.status(LINK).uid()).isEqualTo(4_000_000_000L);
            assertThat(link.status().gid()).isEqualTo(1234);
            assertThat(link.attributes()).contains(trusted);
            assertThat(directory.status(FILE).uid()).isZero();
            assertThat(file.attributes()).doesNotContain(trusted);
        }
    }

    private static void requireRoot() {
        assumeThat(System.getProperty("user.name"))
                .as("owners and trusted attributes can only be set by root: run this test as root")
                .isEqualTo("root");
    }

    private static ExtendedAttribute attribute(String name, byte[] value) {
        return new ExtendedAttribute(name.getBytes(StandardCharsets.UTF_8), value);
    }
}
