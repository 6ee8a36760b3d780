package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All names of a file are told the same of, whenever they were made. */
class TargetFileTest {
    @TempDir
    private Path folder;

    private final RestoreLedger ledger = new RestoreLedger("/target", RestoreListener.NONE);

    private TargetFile file() throws Exception {
        try (OpenDirectory root = OpenDirectory.open(folder)) {
            return new TargetFile(
                    TargetDirectory.root(root.status()),
                    TreeNode.builder(FileName.of("first"), NodeType.FILE).build());
        }
    }

    @Test
    void shouldNameAFailedFileByAllItsNames() throws Exception {
        TargetFile file = file();
        file.addName("before", ledger);
        file.fail(FailureKind.CORRUPT, "it is damaged", ledger);
        file.fail(FailureKind.CORRUPT, "and again", ledger);
        file.addName("after", ledger);
        assertThat(ledger.report().troubles())
                .extracting(FileTrouble::path)
                .containsExactly("after", "before", "first");
        assertThat(ledger.report().troubles()).extracting(FileTrouble::message).containsOnly("it is damaged");
        assertThat(ledger.report().entries()).isZero();
    }

    @Test
    void shouldCountNamesOfAFileOnceItIsRestored() throws Exception {
        TargetFile file = file();
        file.addName("before", ledger);
        assertThat(ledger.report().entries()).isZero();
        file.finish(ledger);
        file.addName("after", ledger);
        assertThat(ledger.report().files()).isOne();
        assertThat(ledger.report().entries()).isEqualTo(2);
    }
}
