package io.holdfast.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.DataMaps;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.VolumeTaskOutcome;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import io.holdfast.upload.FileKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorerTest {
    @TempDir
    private static Path shared;

    private static BackedUpSample sample;

    @TempDir
    private Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        sample = BackedUpSample.make(shared);
    }

    @Test
    void shouldBringBackWhatResticBackedUp() throws Exception {
        Path target = folder.resolve("new/target");
        AtomicLong restored = new AtomicLong();
        AtomicLong found = new AtomicLong();
        RestoreReport report = restore(target, new RestoreListener() {
            @Override
            public void fileFound(long bytes) {
                found.addAndGet(bytes);
            }

            @Override
            public void bytesRestored(long bytes) {
                restored.addAndGet(bytes);
            }
        });
        assertThat(report.troubles()).isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(sample.source()));
        assertThat(report.bytes()).isEqualTo(found.get()).isEqualTo(restored.get());
        assertThat(report.ownersNotSet()).isZero();
    }

    @Test
    void shouldKeepHoles() throws Exception {
        Path target = folder.resolve("target");
        restore(target, RestoreListener.NONE);
        assertThat(DataMaps.of(target)).isEqualTo(DataMaps.withoutZeros(sample.source()));
        assertThat(DataMaps.of(target.resolve("holes")))
                .isEqualTo(DataMaps.of(sample.source().resolve("holes")));
    }

    @Test
    void shouldReplaceFilesAndLeaveOthers() throws Exception {
        Path target = Files.createDirectories(folder.resolve("target"));
        Path outside = Files.writeString(folder.resolve("outside"), "precious");
        Files.createDirectory(target.resolve("contents"));
        Files.createLink(target.resolve("contents/large"), outside);
        Files.createSymbolicLink(target.resolve("contents/text"), outside);
        Files.writeString(target.resolve("contents/ours alone"), "stays");
        try (OpenDirectory directory = OpenDirectory.open(target.resolve("contents"))) {
            directory.setAttribute(new ExtendedAttribute("user.stale".getBytes(UTF_8), new byte[1]));
        }
        RestoreReport report = restore(target, RestoreListener.NONE);
        assertThat(report.troubles()).isEmpty();
        assertThat(outside).hasContent("precious");
        assertThat(target.resolve("contents/ours alone")).hasContent("stays");
        Files.delete(target.resolve("contents/ours alone"));
        Files.setLastModifiedTime(
                target.resolve("contents"),
                Files.getLastModifiedTime(sample.source().resolve("contents")));
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(sample.source()));
    }

    /** Proves that no link is followed: the tree's own directory takes the place of one that leads outside. */
    @Test
    void shouldNotWriteThroughALinkToADirectory() throws Exception {
        Path target = Files.createDirectories(folder.resolve("target"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(target.resolve("contents"), outside);
        RestoreReport report = restore(target, RestoreListener.NONE);
        assertThat(report.troubles()).isEmpty();
        assertThat(outside).isEmptyDirectory();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(sample.source()));
    }

    @Test
    void shouldNameAFileWhosePlaceIsTakenByADirectory() throws Exception {
        Path target = folder.resolve("target");
        Files.createDirectories(target.resolve("contents/text/full"));
        Files.createDirectories(target.resolve("contents/empty"));
        RestoreReport report = restore(target, RestoreListener.NONE);
        assertThat(report.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.path()).isEqualTo("contents/text");
            assertThat(trouble.message()).contains("not empty");
        });
        assertThat(target.resolve("contents/empty")).isRegularFile();
    }

    @Test
    void shouldNameFilesWhosePackIsDamagedAndBringBackTheRest() throws Exception {
        Path damaged = sample.copyTo(folder.resolve("repository"));
        BlobId lost;
        try (OpenRepository repository = BackedUpSample.open(damaged)) {
            IndexedRepository indexed = repository.index();
            lost = node(indexed, "contents", "text").content().orElseThrow().getFirst();
            BlobPlace place = indexed.locate(lost, BlobType.DATA).orElseThrow();
            Path pack = damaged.resolve(FileKind.PACK.key(place.pack()));
            byte[] bytes = Files.readAllBytes(pack);
            bytes[place.offset() + 40] ^= 1;
            Files.delete(pack);
            Files.write(pack, bytes);
        }
        Path target = folder.resolve("target");
        RestoreReport report = restore(damaged, target, RestoreListener.NONE);
        assertThat(report.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.path()).isEqualTo("contents/text");
            assertThat(trouble.kind()).isEqualTo(FailureKind.CORRUPT);
            assertThat(trouble.message()).contains("from byte 0 on is lost");
        });
        assertThat(differences(target)).hasSize(1).allMatch(path -> path.endsWith(" text"));
    }

    @Test
    void shouldNameEveryFileOfAMissingPack() throws Exception {
        Path damaged = sample.copyTo(folder.resolve("repository"));
        try (OpenRepository repository = BackedUpSample.open(damaged)) {
            IndexedRepository indexed = repository.index();
            BlobId blob =
                    node(indexed, "links", "first").content().orElseThrow().getFirst();
            BlobPlace place = indexed.locate(blob, BlobType.DATA).orElseThrow();
            Files.delete(damaged.resolve(FileKind.PACK.key(place.pack())));
        }
        Path target = folder.resolve("target");
        Queue<String> troubles = new ConcurrentLinkedQueue<>();
        RestoreReport report = restore(damaged, target, new RestoreListener() {
            @Override
            public void trouble(FileTrouble trouble) {
                troubles.add(trouble.path());
            }
        });
        assertThat(troubles).contains("links/first", "links/third", "other links/second");
        assertThat(differences(target)).hasSameSizeAs(troubles);
        assertThat(report.troubleCount()).isEqualTo(troubles.size());
        assertThat(report.troubles()).hasSizeLessThanOrEqualTo(VolumeTaskOutcome.MAX_TROUBLES);
    }

    @Test
    void shouldEndWhenItIsInterrupted() {
        RestoreListener interrupting = new RestoreListener() {
            private final Thread owner = Thread.currentThread();

            @Override
            public void bytesRestored(long bytes) {
                owner.interrupt();
            }
        };
        assertThatThrownBy(() -> restore(folder.resolve("target"), interrupting))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldSayWhichTargetIsFull() throws Exception {
        Path target = Files.createDirectory(folder.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", target.toString());
        try {
            assertThatThrownBy(() -> restore(target, RestoreListener.NONE))
                    .isInstanceOfSatisfying(BackupException.class, e -> {
                        assertThat(e.kind()).isEqualTo(FailureKind.NO_SPACE);
                        assertThat(e).hasMessageContaining(target.toString()).hasMessageContaining("larger");
                    });
        } finally {
            run("umount", target.toString());
        }
    }

    private static RestoreReport restore(Path target, RestoreListener listener) throws Exception {
        return restore(shared.resolve("repository"), target, listener);
    }

    private static RestoreReport restore(Path from, Path target, RestoreListener listener) throws Exception {
        try (OpenRepository repository = BackedUpSample.open(from);
                TreeRoot root = TreeRoot.make(target)) {
            return new Restorer(repository.index(), DataPathLimits.of(4, 2, 64 << 20))
                    .restore(BackedUpSample.rootTree(repository), root, listener);
        }
    }

    private static TreeNode node(IndexedRepository repository, String directory, String file) {
        BlobId root = BackedUpSample.rootTree(repository.repository());
        BlobId subtree = find(repository.tree(root), directory).subtree().orElseThrow();
        return find(repository.tree(subtree), file);
    }

    private static TreeNode find(List<TreeNode> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(FileName.of(name)))
                .findFirst()
                .orElseThrow();
    }

    /** Paths whose facts differ; directories, whose times tell of the same loss, are left out. */
    private static List<String> differences(Path target) throws Exception {
        var restored = TreeFacts.of(target);
        return TreeFacts.of(sample.source()).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(restored.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor())
                .as("%s needs root", String.join(" ", command))
                .isZero();
    }
}
