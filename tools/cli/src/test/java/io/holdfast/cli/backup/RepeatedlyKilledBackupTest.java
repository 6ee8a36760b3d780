package io.holdfast.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.FileId;
import io.holdfast.cli.TestCli;
import io.holdfast.foreign.Restic;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is killed whenever it is tried, as where its machine never has the memory for it. */
class RepeatedlyKilledBackupTest {
    private static final int TRIES = 4;
    private static final long TERABYTE = 1_000_000_000_000L;

    /** Larger than the format has room for. */
    private static final long TOO_LARGE = 15L << 40;

    @TempDir
    private Path folder;

    private TestCli cli = new TestCli(Path.of(""));
    private StoredSnapshots snapshots = new StoredSnapshots(Path.of(""));
    private Path source = Path.of("");

    @BeforeEach
    void backUp() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        cli = TestCli.make(folder.resolve("repository"));
        cli.run("backup", source.toString()).succeeded();
        snapshots = new StoredSnapshots(folder.resolve("repository"));
    }

    @Test
    void shouldLeaveTheNewestTheRichestAndItsOwnAtMost() throws Exception {
        String path = source.toString();
        List<FileId> ofOthers = new ArrayList<>(snapshots.ids());
        ofOthers.add(snapshots.leave(snapshots.hostname(), "/elsewhere", Instant.now(), TERABYTE));
        ofOthers.add(snapshots.leave("elsewhere", path, Instant.now(), TERABYTE));
        ofOthers.add(snapshots.tag(path));
        List<FileId> worthwhile = List.of(snapshots.leave(snapshots.hostname(), path, Instant.now(), TERABYTE));
        FileId richest = worthwhile.getFirst();
        Path barrier = source.resolve(KilledBackup.BARRIER);
        try (RandomAccessFile hole = new RandomAccessFile(barrier.toFile(), "rw")) {
            hole.setLength(TOO_LARGE);
        }

        for (int i = 1; i <= TRIES; i++) {
            Files.write(source.resolve("new " + i), random(i));
            List<FileId> before = snapshots.ids();
            runUntilKilled();
            List<FileId> own = new ArrayList<>(snapshots.ids());
            own.removeAll(before);
            assertThat(own).as("what try %d has left", i).hasSize(1);
            List<FileId> expected = new ArrayList<>(ofOthers);
            expected.addAll(worthwhile);
            expected.addAll(own);
            assertThat(snapshots.ids()).as("after try %d", i).containsExactlyInAnyOrderElementsOf(expected);
            worthwhile = List.of(own.getFirst(), richest);
        }

        Files.delete(barrier);
        assertThat(cli.run("backup", path).succeeded().err())
                .contains(worthwhile.stream().map(FileId::toShortHex).toList());
        assertThat(snapshots.ids()).containsAll(ofOthers).hasSize(ofOthers.size() + 1);
    }

    /** Other bytes in each try, so that each has something to store. */
    private static byte[] random(int seed) {
        byte[] bytes = new byte[4 * KilledBackup.BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void runUntilKilled() throws Exception {
        File log = folder.resolve("log").toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledBackup.class.getName(),
                        source.toString())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("RESTIC_REPOSITORY", cli.repository().toString());
        builder.environment().put("RESTIC_PASSWORD", Restic.PASSWORD);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log.toPath())).isEqualTo(KilledBackup.EXIT_CODE);
        } finally {
            process.destroyForcibly();
        }
    }
}
