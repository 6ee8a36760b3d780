package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.FailingDisk;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.TroubleCounts;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each trouble is named, and counted by its kind; all else is stored. What changes while it is read is tried in
 * {@link ArchiverUnderWayTest}.
 */
class TroubledSourceTest {
    private static final int SMALL = 1000;
    private static final int LARGE = 40 << 20;

    @TempDir
    private Path folder;

    private Path root = Path.of("");
    private ArchiveFixture fixture;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(folder.resolve("volume"));
        fixture = new ArchiveFixture(folder.resolve("repository"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The first look at the first file makes the second vanish, which the listing has told of by then. */
    @Test
    void shouldNameAndCountWhatVanished() throws Exception {
        for (String name : List.of("a", "b", "z")) {
            Files.writeString(root.resolve(name), name);
        }
        fixture.limits.files().resize(1);
        ArchivedTree tree = fixture.archive(root, new ArchiveListener() {
            @Override
            public void found(long bytes) {
                delete("b");
            }
        });
        assertThat(tree.source().counts()).isEqualTo(new TroubleCounts(0, 1, 0));
        assertThat(tree.troubles())
                .containsExactly(new FileTrouble(
                        "b", FailureKind.NOT_FOUND, "cannot read the status of b: no such file or directory"));
        assertThat(fixture.nodes(tree.tree()).stream().map(TreeNode::name).map(Object::toString))
                .containsExactly("a", "z");
    }

    @Test
    void shouldNameAndCountWhatCannotBeRead() throws Exception {
        byte[] good = random(SMALL);
        ArchivedTree tree;
        try (FailingDisk disk = new FailingDisk(folder)) {
            Files.createDirectory(disk.mount().resolve("files"));
            Files.write(disk.mount().resolve("files/good"), good);
            Files.write(disk.mount().resolve("files/lost"), random(LARGE));
            disk.fail();
            tree = fixture.archive(disk.mount().resolve("files"));
        }
        assertThat(tree.source().counts()).isEqualTo(new TroubleCounts(0, 0, 1));
        assertThat(tree.troubles())
                .containsExactly(new FileTrouble("lost", FailureKind.UNREADABLE, "cannot read: input/output error"));
        assertThat(fixture.nodes(tree.tree())).hasSize(1);
        assertThat(fixture.content(fixture.node(tree.tree(), "good"))).isEqualTo(good);
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
