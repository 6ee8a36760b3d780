package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.PeakMemory;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.SmallFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher's own settings, on volumes larger than the memory that it may use. */
class BoundedMemoryIT {
    private static final long MOST_RESIDENT = 300L << 20;
    private static final String PASSWORD = "correct horse battery staple";
    private static final long GIB = 1L << 30;
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final Scratch scratch = Scratch.create();
    private Path volume;

    @BeforeEach
    void create() throws IOException {
        volume = Files.createDirectory(scratch.resolve("volume"));
        Files.writeString(scratch.resolve("password"), PASSWORD);
        var _ = repo("init").run().succeeded();
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldTakeASparseFileOfAHundredGibibytesThereAndBack() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(volume.resolve("sparse").toFile(), "rw")) {
            file.setLength(100 * GIB);
            file.seek(31 * GIB + 12_345);
            file.write(new byte[] {1, 2, 3});
        }
        PeakMemory peak = backUp();
        assertThat(peak.residentBytes()).isBetween(1L << 20, MOST_RESIDENT);
        assertThat(peak.bytesRead()).as("holes are not read").isLessThan(GIB);

        Path target = scratch.resolve("target");
        PeakMemory restore = run("restore", "latest", "--target", target.toString());
        assertThat(restore.residentBytes()).isBetween(1L << 20, MOST_RESIDENT);
        assertThat(target.resolve("sparse")).hasSize(100 * GIB);
        Shell.here()
                .run(
                        "[ \"$(du -k \"$1\" | cut -f1)\" -lt 1024 ]",
                        target.resolve("sparse").toString());
    }

    @Test
    void shouldBackUpThreeGibibytesThatDoNotCompress() throws IOException {
        Random random = new Random(1);
        byte[] block = new byte[1 << 20];
        for (int file = 0; file < 40; file++) {
            try (OutputStream out = Files.newOutputStream(volume.resolve("data-" + file))) {
                for (int i = 0; i < 77; i++) {
                    random.nextBytes(block);
                    out.write(block);
                }
            }
        }
        SampleFiles.awaitSettled(volume.resolve("data-39"));
        PeakMemory first = backUp();
        assertThat(first.residentBytes()).isBetween(1L << 20, MOST_RESIDENT);
        assertThat(first.bytesRead()).isGreaterThanOrEqualTo(3 * GIB);

        PeakMemory second = backUp();
        assertThat(second.bytesRead()).as("unchanged files are not read").isLessThan(3 * GIB / 100);
    }

    /** In memory, as disks are slow at so many files; that memory is not the program's. */
    @Test
    void shouldTakeAHundredThousandFilesOfOneDirectoryThereAndBack() throws IOException {
        Shell.here().run("mount -t tmpfs -o size=1g tmpfs \"$1\"", volume.toString());
        try {
            Path wide = Files.createDirectory(volume.resolve("wide"));
            for (int i = 0; i < 100_000; i++) {
                Files.writeString(wide.resolve("a file with a name of some length " + i), "content " + i);
            }
            PeakMemory backup = run("backup", wide.toString());
            assertThat(backup.residentBytes()).isBetween(1L << 20, MOST_RESIDENT);
            String target = volume.resolve("target").toString();
            PeakMemory restore = run("restore", "latest", "--target", target);
            assertThat(restore.residentBytes()).isBetween(1L << 20, MOST_RESIDENT);
            Shell.here().run("diff -r \"$1\" \"$2\"", wide.toString(), target);
        } finally {
            Shell.here().run("umount --lazy \"$1\"", volume.toString());
        }
    }

    /** The index alone takes up 48 MB of it. */
    @Test
    void shouldTakeAMillionSmallFilesThereAndBack() throws IOException {
        SmallFiles.addTo(scratch.resolve("repository"), PASSWORD, 1_000, 1_000);
        assertThat(run("check", "--read-data").residentBytes()).as("check").isBetween(1L << 20, MOST_RESIDENT);
        assertThat(scratch.resolve("check.log")).content().contains("1001 trees", "no errors");
        Shell.here().run("mount -t tmpfs -o size=8g tmpfs \"$1\"", volume.toString());
        try {
            PeakMemory restore = run("restore", "latest", "--target", volume.toString());
            assertThat(restore.residentBytes()).as("restore").isBetween(1L << 20, MOST_RESIDENT);
            Shell.here().run("rm -r \"$1\"", scratch.resolve("repository").toString());
            var _ = repo("init").run().succeeded();
            assertThat(backUp().residentBytes()).as("first backup").isBetween(1L << 20, MOST_RESIDENT);
            assertThat(backUp().residentBytes()).as("second backup").isBetween(1L << 20, MOST_RESIDENT);
        } finally {
            Shell.here().run("umount --lazy \"$1\"", volume.toString());
        }
    }

    private PeakMemory backUp() {
        return run("backup", volume.toString());
    }

    private PeakMemory run(String command, String... arguments) {
        try (RunningProgram program = repo(command).start(scratch.resolve(command + ".log"), arguments)) {
            PeakMemory peak = PeakMemory.ofWholeRun(program, DEADLINE);
            assertThat(program.stop()).as(program::lastLogged).isZero();
            return peak;
        }
    }

    private Program repo(String command) {
        return TestBed.holdfastAside("repo")
                .and(
                        command,
                        "--repo",
                        scratch.resolve("repository").toString(),
                        "--password-file",
                        scratch.resolve("password").toString());
    }
}
