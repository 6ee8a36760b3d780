package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.Restic;
import io.holdfast.linux.TreeRoot;
import io.holdfast.task.FileSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup that was interrupted has stored need not be read again by the next. */
class ResumeTest {
    private static final int MIB = 1 << 20;
    private static final int EVERY = 4 * MIB;
    private static final int LARGE = 40 * MIB;
    private static final int SMALL = 64 << 10;
    private static final int FEW = 300;
    /** Bytes that loading classes and the repository's own files may take. */
    private static final long PROCESS_NOISE = 4 * MIB;

    @TempDir
    private Path folder;

    private Path root;
    private ArchiveFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectory(folder.resolve("volume"));
        fixture = new ArchiveFixture(Files.createDirectory(folder.resolve("repository")));
        Path below = Files.createDirectories(root.resolve("a/b/c"));
        write(below.resolve("large"), LARGE);
        write(root.resolve("a/large-too"), LARGE);
        for (int i = 0; i < FEW; i++) {
            write(Files.createDirectories(root.resolve("small/" + i % 7)).resolve("file" + i), SMALL);
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Without helpers at a file: a chunk of theirs that is late keeps what is stored behind it from being its beginning. */
    @Test
    void shouldGoOnFromWhatAnInterruptedBackupHasStored() {
        fixture.limits.resize(4, 1, 256 << 20);
        List<ArchivedTree> reached = interrupt();
        // What was stored when the last checkpoint but one had been told is in the last.
        long kept = reached.get(reached.size() - 2).totals().dataAdded();
        long before = bytesRead();

        ArchivedTree resumed = archive(parents(reached.getLast()), _ -> {});

        long all = 2L * LARGE + FEW * SMALL;
        assertThat(kept).isGreaterThan(all / 2);
        assertThat(bytesRead() - before)
                .as("bytes read after %d of %d had been stored", kept, all)
                .isLessThan(all - kept + PROCESS_NOISE);
        assertThat(resumed.tree()).isEqualTo(fixture.archive(root).tree());
        assertThat(resumed.totals().bytesProcessed()).isEqualTo(all);
        assertThat(resumed.totals().filesNew()).isEqualTo(FEW + 2);
    }

    @Test
    void shouldNameInAnUnfinishedTreeOnlyWhatIsDurable() {
        for (ArchivedTree soFar : interrupt()) {
            fixture.saveSnapshot(soFar.tree());
        }
        String _ = new Restic(folder.resolve("repository"), folder.resolve("scratch"))
                .run("check", "--no-lock", "--read-data");
    }

    @Test
    void shouldReadFromItsStartWhatHasChangedSince() throws IOException {
        ArchivedTree unfinished = interrupt().getLast();
        write(root.resolve("a/b/c/large"), LARGE + 1);
        write(root.resolve("a/large-too"), LARGE + 2);

        ArchivedTree resumed = archive(parents(unfinished), _ -> {});

        assertThat(fixture.content(fixture.node(resumed.tree(), "a/b/c/large")))
                .isEqualTo(Files.readAllBytes(root.resolve("a/b/c/large")));
        assertThat(resumed.tree()).isEqualTo(fixture.archive(root).tree());
    }

    @Test
    void shouldCompareWithTheFinishedParentWhatTheUnfinishedOneHasNot() throws IOException {
        ArchivedTree finished = fixture.archive(root);
        ParentTree settled = new ParentTree(finished.tree(), soon());
        ArchivedTree nothing = fixture.archive(Files.createDirectory(folder.resolve("empty")));
        long before = bytesRead();

        ArchivedTree again = archive(List.of(new ParentTree(nothing.tree(), soon(), false), settled), _ -> {});

        assertThat(again.tree()).isEqualTo(finished.tree());
        assertThat(again.totals().filesUnmodified()).isEqualTo(FEW + 2);
        assertThat(bytesRead() - before).isLessThan(PROCESS_NOISE);
    }

    /** The trees that were told before the backup ended early, with more than half of it stored. */
    private List<ArchivedTree> interrupt() {
        List<ArchivedTree> reached = new ArrayList<>();
        assertThatThrownBy(() -> archive(List.of(), soFar -> {
                    reached.add(soFar);
                    if (reached.size() > 1
                            && reached.get(reached.size() - 2).totals().dataAdded() > LARGE + FEW * SMALL) {
                        throw new BackupException(FailureKind.CANCELLED, "interrupted");
                    }
                }))
                .isInstanceOf(BackupException.class);
        return reached;
    }

    private static List<ParentTree> parents(ArchivedTree unfinished) {
        return List.of(new ParentTree(unfinished.tree(), soon(), false));
    }

    /** So that files written just now count as settled. */
    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }

    private ArchivedTree archive(List<ParentTree> parents, Consumer<ArchivedTree> sink) {
        CheckpointRule rule = new CheckpointRule(EVERY, Duration.ofHours(1), sink);
        try (TreeRoot open = TreeRoot.open(root)) {
            return fixture.archive(
                    new ArchiveRequest(open, new FileSlice.WholeVolume(), parents, false, Optional.of(rule)),
                    ArchiveListener.SILENT);
        }
    }

    private static long bytesRead() {
        try {
            return Files.readString(Path.of("/proc/self/io"))
                    .lines()
                    .filter(line -> line.startsWith("rchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("/proc cannot be read", e);
        }
    }

    private static void write(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(file.toString().hashCode() + size).nextBytes(bytes);
        Files.write(file, bytes);
    }
}
