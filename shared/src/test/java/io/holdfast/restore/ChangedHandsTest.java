package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.PinnedEntry;
import io.holdfast.linux.TreeRoot;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name of the target stands for something else by the time that it is used again: that is left alone. */
class ChangedHandsTest {
    private static final FileName NAME = FileName.of("name");

    @TempDir
    private Path folder;

    private Path outside = Path.of("");
    private Path target = Path.of("");
    private OpenDirectory in = opened(Path.of("/"));

    private static OpenDirectory opened(Path path) {
        try {
            return OpenDirectory.open(path);
        } catch (LinuxError e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void create() throws Exception {
        outside = Files.createDirectory(folder.resolve("outside"));
        target = Files.createDirectory(folder.resolve("target"));
        in.close();
        in = opened(target);
    }

    @AfterEach
    void close() {
        in.close();
    }

    @Test
    void shouldNotWriteToAnotherFileThatHasTheNameOfOurs() throws Exception {
        TargetFile file = new TargetFile(TargetDirectory.root(in.status()), node(NodeType.FILE));
        file.open(in).close();
        try (OpenFile again = file.open(in)) {
            assertThat(file.is(again.status())).isTrue();
        }
        Path precious = Files.writeString(outside.resolve("precious"), "precious");
        Files.delete(target.resolve("name"));
        Files.createLink(target.resolve("name"), precious);
        assertMoved(() -> file.open(in));

        Files.delete(target.resolve("name"));
        Files.createSymbolicLink(target.resolve("name"), precious);
        assertThatThrownBy(() -> file.open(in)).isInstanceOf(LinuxError.class);

        Files.delete(target.resolve("name"));
        in.writer().createNode(NAME, FileType.BLOCK_DEVICE.bits() << 12 | 0600, 0xfff_00L);
        assertMoved(() -> file.open(in));
        assertThat(precious).hasContent("precious");
    }

    @Test
    void shouldNotWorkInAnotherDirectoryThatHasTheNameOfOurs() throws Exception {
        try (TreeRoot root = TreeRoot.open(target);
                TargetTree tree = TargetTree.at(root)) {
            TargetDirectory directory = tree.makeDirectory(tree.root(), node(NodeType.DIRECTORY));
            boolean isOpened = tree.in(directory, open -> directory.is(open.status()));
            assertThat(isOpened).isTrue();
            tree.forget(directory);

            Files.move(target.resolve("name"), target.resolve("ours"));
            Files.createDirectory(target.resolve("name"));
            assertMoved(() -> tree.in(directory, _ -> true));

            Files.delete(target.resolve("name"));
            Files.createSymbolicLink(target.resolve("name"), outside);
            assertThatThrownBy(() -> tree.in(directory, _ -> true)).isInstanceOf(LinuxError.class);
        }
    }

    /** A FIFO or device that was just made has one name, one that was swapped in may have another outside. */
    @Test
    void shouldNotTakeAnotherNodeForTheOneJustMade() throws Exception {
        in.writer().createNode(NAME, FileType.FIFO.bits() << 12 | 0600, 0);
        try (PinnedEntry made = in.pin(NAME)) {
            assertThat(SpecialFiles.requireOurs(made, NAME, FileType.FIFO).type())
                    .isEqualTo(FileType.FIFO);
            assertMoved(() -> SpecialFiles.requireOurs(made, NAME, FileType.SYMLINK));
            try (OpenDirectory elsewhere = opened(outside)) {
                elsewhere.writer().createHardLink(in, NAME, NAME);
            }
            assertMoved(() -> SpecialFiles.requireOurs(made, NAME, FileType.FIFO));
        }
    }

    private static void assertMoved(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LinuxError.class, error -> assertThat(error.errno()).isEqualTo(Errno.ESTALE));
    }

    private static TreeNode node(NodeType type) {
        return TreeNode.builder(NAME, type).build();
    }
}
