package io.holdfast.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDirectoryTest {
    @TempDir
    Path root;

    @Test
    void shouldListEntriesWithTheirTypes() throws IOException {
        Files.createDirectory(root.resolve("directory"));
        Files.writeString(root.resolve("file"), "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("nowhere"));
        Map<String, FileType> listed = new TreeMap<>();
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            directory.writer().createNode(FileName.of("fifo"), 0x1000 | 0600, 0);
            directory.forEachEntry((name, type) -> listed.put(name.toString(), type));
        }
        assertThat(listed)
                .isEqualTo(Map.of(
                        "directory", FileType.DIRECTORY,
                        "file", FileType.REGULAR,
                        "link", FileType.SYMLINK,
                        "fifo", FileType.FIFO));
    }

    @Test
    void shouldListMoreEntriesThanOneBufferHolds() throws IOException {
        for (int i = 0; i < 3000; i++) {
            Files.createFile(root.resolve("entry-" + i));
        }
        int[] count = new int[1];
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            directory.forEachEntry((name, type) -> count[0]++);
            assertThat(count[0]).isEqualTo(3000);
            directory.forEachEntry((name, type) -> count[0]++);
        }
        assertThat(count[0]).as("listing starts over each time").isEqualTo(6000);
    }

    @Test
    void shouldTellTheSameStatusAsTheJdk() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "twelve bytes");
        Map<String, Object> expected = Files.readAttributes(file, "unix:*");
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            FileStatus status = directory.status(FileName.of("file"));
            assertThat(status.mode()).isEqualTo(expected.get("mode"));
            assertThat(status.inode()).isEqualTo(expected.get("ino"));
            assertThat(status.device()).isEqualTo(expected.get("dev"));
            assertThat(status.representedDevice()).isEqualTo(expected.get("rdev"));
            assertThat((int) status.links()).isEqualTo(expected.get("nlink"));
            assertThat((int) status.uid()).isEqualTo(expected.get("uid"));
            assertThat((int) status.gid()).isEqualTo(expected.get("gid"));
            assertThat(status.size()).isEqualTo(12);
            assertThat(status.modified())
                    .isEqualTo(Files.getLastModifiedTime(file).toInstant());
            assertThat(status.changed()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(status.type()).isEqualTo(FileType.REGULAR);
            try (OpenFile open = directory.openFile(FileName.of("file"))) {
                assertThat(open.status()).isEqualTo(status);
            }
        }
    }

    @Test
    void shouldNeverFollowALink() throws IOException {
        Files.createDirectory(root.resolve("real"));
        Files.writeString(root.resolve("secret"), "x");
        Files.createSymbolicLink(root.resolve("to-directory"), Path.of("real"));
        Files.createSymbolicLink(root.resolve("to-file"), Path.of("secret"));
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            assertRefused(() -> directory.openDirectory(FileName.of("to-directory")));
            assertRefused(() -> directory.openFile(FileName.of("to-file")));
            assertRefused(() -> directory.openFileForWriting(FileName.of("to-file")));
            assertThat(directory.status(FileName.of("to-file")).type()).isEqualTo(FileType.SYMLINK);
            try (PinnedEntry link = directory.pin(FileName.of("to-file"))) {
                assertThat(link.readLink()).asString().isEqualTo("secret");
            }
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LinuxError.class, error -> assertThat(error.errno()).isIn(Errno.ELOOP, Errno.ENOTDIR));
    }

    /** No driver has this device, so the kernel would tell of it; nor does a writer of the FIFO meet a reader. */
    @Test
    void shouldNotEvenOpenWhatIsNoFile() throws IOException {
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            for (FileType type : List.of(FileType.FIFO, FileType.CHARACTER_DEVICE, FileType.BLOCK_DEVICE)) {
                FileName name = FileName.of(type.name());
                directory.writer().createNode(name, type.bits() << 12 | 0600, type == FileType.FIFO ? 0 : 0xfff_00L);
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                    assertNotOpened(() -> directory.openFile(name));
                    assertNotOpened(() -> directory.openFileForWriting(name));
                    assertRefused(() -> directory.openDirectory(name));
                });
            }
            directory.writer().createDirectory(FileName.of("directory"), 0700);
            assertNotOpened(() -> directory.openFile(FileName.of("directory")));
        }
    }

    private static void assertNotOpened(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LinuxError.class, error -> assertThat(error.errno()).isEqualTo(Errno.ESTALE));
    }

    @Test
    void shouldTakeNamesThatAreNotText() throws IOException {
        byte[] bytes = {'a', '\n', (byte) 0xff, (byte) 0xfe, '"', '\\'};
        FileName name = FileName.of(bytes);
        FileName longest = FileName.of("x".repeat(255));
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            directory.writer().createFile(name, 0600).close();
            directory.writer().createFile(longest, 0600).close();
            Map<FileName, FileType> listed = new TreeMap<>();
            directory.forEachEntry(listed::put);
            assertThat(listed).containsOnlyKeys(name, longest);
            assertThat(listed.keySet().iterator().next().bytes()).isEqualTo(bytes);
            directory.writer().remove(name);
        }
        assertThat(name).hasToString("a\\x0a\\xff\\xfe\"\\x5c");
    }

    /** Played, as no file system at hand has such names. */
    @Test
    void shouldTellAllButANameThatNoCallTakes() {
        List<FileName> listed = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment listing = arena.allocate(16 * 1024, 8);
            long end = 0;
            for (int length : new int[] {765, 5000, 4095, 1}) {
                end = record(listing, end, length);
            }
            LinuxError error = OpenDirectory.deliver(listing.asSlice(0, end), (name, _) -> listed.add(name));
            assertThat(error).isNotNull().hasMessageContainingAll("xxx", "5000 bytes", "the name is too long");
        }
        assertThat(listed).extracting(FileName::length).containsExactly(765, 4095, 1);
    }

    /** Writes one {@code struct linux_dirent64} with a name of that length, and answers where the next begins. */
    private static long record(MemorySegment listing, long at, int length) {
        long next = (at + 19 + length + 1 + 7) / 8 * 8;
        listing.set(ValueLayout.JAVA_SHORT, at + 16, (short) (next - at));
        listing.asSlice(at + 19, length).fill((byte) 'x');
        return next;
    }

    @Test
    void shouldRefuseNamesThatLeadElsewhere() {
        for (String bad : new String[] {"", ".", "..", "a/b", "a\0b", "x".repeat(4096)}) {
            assertThatThrownBy(() -> FileName.of(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(FileName.of("...")).hasToString("...");
    }

    @Test
    void shouldReachPathsLongerThanPathMax() throws IOException {
        FileName component = FileName.of("d".repeat(200));
        int depth = 60;
        OpenDirectory[] level = new OpenDirectory[depth + 1];
        level[0] = OpenDirectory.open(root);
        for (int i = 0; i < depth; i++) {
            level[i].writer().createDirectory(component, 0700);
            level[i + 1] = level[i].openDirectory(component);
        }
        try (OpenFile file = level[depth].writer().createFile(FileName.of("deep"), 0600)) {
            file.write(ByteBuffer.wrap("down here".getBytes(StandardCharsets.UTF_8)), 0);
        }
        assertThat(level[depth].status(FileName.of("deep")).size()).isEqualTo(9);
        level[depth].writer().remove(FileName.of("deep"));
        level[depth].close();
        for (int i = depth - 1; i >= 0; i--) {
            level[i].writer().removeDirectory(component);
            level[i].close();
        }
    }

    @Test
    void shouldNameWhatIsMissing() throws IOException {
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            LinuxError error = catchError(() -> directory.openFile(FileName.of("absent")));
            assertThat(error).hasMessage("open absent: no such file or directory");
            BackupException seen = error.at("/data/absent", FailureKind.UNREADABLE);
            assertThat(seen.kind()).isEqualTo(FailureKind.NOT_FOUND);
            assertThat(seen).hasMessage("cannot open absent at /data/absent: no such file or directory");
        }
        assertThatThrownBy(() -> OpenDirectory.open(root.resolve("absent"))).isInstanceOf(LinuxError.class);
    }

    private static LinuxError catchError(ThrowingCallable call) {
        return catchThrowableOfType(LinuxError.class, call);
    }

    @Test
    void shouldRefuseUseAfterClose() throws IOException {
        OpenDirectory directory = OpenDirectory.open(root);
        directory.close();
        directory.close();
        assertThatThrownBy(directory::status).isInstanceOf(IllegalStateException.class);
        assertThat(Files.exists(root, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
