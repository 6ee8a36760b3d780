package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.OwnUser;
import io.holdfast.linux.PinnedEntry;
import io.holdfast.linux.WithoutCapability;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeOwner;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
    private static final FileName NAME = FileName.of("file");
    private static final long SOMEBODY = 1000;
    private static final long NOBODY = 65_534;

    @TempDir
    Path root;

    private final RestoreLedger ledger = new RestoreLedger("/target", RestoreListener.NONE);
    private OpenDirectory directory;
    private OpenFile file;

    @BeforeEach
    void open() throws Exception {
        directory = OpenDirectory.open(root);
        file = directory.writer().createFile(NAME, 0600);
    }

    @AfterEach
    void close() {
        file.close();
        directory.close();
    }

    @Test
    void shouldTellWhenRootMayNotGiveAFileAway() throws Exception {
        changeOwnerAs(0);
        assertThat(ledger.report().troubleCount()).isOne();
        assertThat(ledger.report().ownersNotSet()).isZero();
    }

    @Test
    void shouldCountFilesThatOthersMayNotGiveAway() throws Exception {
        changeOwnerAs(SOMEBODY);
        assertThat(ledger.report().troubleCount()).isZero();
        assertThat(ledger.report().ownersNotSet()).isOne();
    }

    /** A server that takes root for nobody leaves files that are not root's, and refuses to give them away. */
    private void changeOwnerAs(long user) throws LinuxError {
        if (OwnUser.id() == 0) {
            file.changeOwner(NOBODY, NOBODY);
        }
        FileStatus status = file.status();
        TreeNode node = TreeNode.builder(NAME, NodeType.FILE)
                .owner(NodeOwner.of(SOMEBODY + 1, SOMEBODY + 1))
                .build();
        new Metadata(ledger, user).owner(() -> "file", node, this::refuse, () -> status);
    }

    /** The kernel lets nobody set such an attribute of what is no file. */
    private void refuse() throws LinuxError {
        FileName fifo = FileName.of("fifo");
        directory.writer().createNode(fifo, 0x1000 | 0600, 0);
        try (PinnedEntry pinned = directory.pin(fifo)) {
            pinned.setAttribute(attribute("user.a"));
        }
    }

    /** Its owner's rights would be lent by somebody else. */
    @Test
    void shouldNotSetUserIdOfAFileThatCouldNotBeGivenAway() throws Exception {
        TreeNode node = TreeNode.builder(NAME, NodeType.FILE)
                .mode(NodeMode.ofUnix(NodeType.FILE, 06755))
                .owner(NodeOwner.of(SOMEBODY, SOMEBODY))
                .build();
        boolean _ = WithoutCapability.chown(() -> {
            new Metadata(ledger, SOMEBODY).apply(file, node, () -> "file");
            return true;
        });
        assertThat(file.status().mode() & 07777).isEqualTo(0755);
        assertThat(ledger.report().ownersNotSet()).isOne();
        new Metadata(ledger, 0).apply(file, node, () -> "file");
        assertThat(file.status().mode() & 07777).isEqualTo(06755);
    }

    @Test
    void shouldRemoveWhatTheSnapshotDoesNotHaveThoughOneStays() {
        TreeNode node = TreeNode.builder(NAME, NodeType.FILE)
                .extendedAttributes(List.of(attribute("user.kept")))
                .build();
        List<String> removed = new ArrayList<>();
        new Metadata(ledger, 0)
                .removeOthers(
                        () -> "file",
                        List.of(
                                attribute("user.kept"),
                                attribute("user.stays"),
                                attribute("user.gone"),
                                attribute("security.ima"),
                                attribute("system.nfs4_acl"),
                                attribute("system.posix_acl_access")),
                        node,
                        name -> {
                            removed.add(new String(name, StandardCharsets.UTF_8));
                            if (removed.getLast().equals("user.stays")) {
                                refuse();
                            }
                        });
        assertThat(removed).containsExactly("user.stays", "user.gone", "system.posix_acl_access");
        assertThat(ledger.report().troubleCount()).isOne();
    }

    @Test
    void shouldPassOverAttributesOfAnotherFileSystem() throws Exception {
        FileStatus status = file.status();
        TreeNode node = TreeNode.builder(NAME, NodeType.FILE)
                .owner(NodeOwner.of(status.uid(), status.gid()))
                .extendedAttributes(
                        List.of(attribute("lustre.lov"), attribute("system.cifs_acl"), attribute("system.nfs4_acl")))
                .build();
        new Metadata(ledger, 0).apply(file, node, () -> "file");
        assertThat(ledger.report().troubles()).isEmpty();
    }

    private static ExtendedAttribute attribute(String name) {
        return new ExtendedAttribute(name.getBytes(StandardCharsets.UTF_8), new byte[] {1});
    }
}
