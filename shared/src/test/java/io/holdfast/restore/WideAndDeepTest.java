package io.holdfast.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.foreign.Command;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.DeepTree;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There and back, in memory, as disks are slow at so many files. */
class WideAndDeepTest {
    @TempDir
    private Path folder;

    private final OwnRepository repository = new OwnRepository();
    private Path source = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        String _ = Command.run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", folder.toString());
        source = Files.createDirectory(folder.resolve("source"));
        target = folder.resolve("target");
    }

    @AfterEach
    void unmount() {
        repository.close();
        String _ = Command.run("umount", "--lazy", folder.toString());
    }

    @Test
    void shouldBringBackADirectoryOfAHundredThousandEntries() throws Exception {
        int entries = 100_000;
        Path wide = Files.createDirectory(source.resolve("wide"));
        try (OpenDirectory in = OpenDirectory.open(wide)) {
            for (int i = 0; i < entries; i++) {
                FileName name = FileName.of("entry-" + i * 7919L % entries);
                switch (i % 100) {
                    case 0 -> in.writer().createDirectory(name, 0700);
                    case 1 -> in.writer().createSymlink(name, name.bytes());
                    default -> {
                        try (OpenFile file = in.writer().createFile(name, 0600)) {
                            file.write(ByteBuffer.wrap(("content " + i % 1000).getBytes(UTF_8)), 0);
                        }
                    }
                }
            }
        }
        BlobId tree = repository.backUp(source);
        RestoreReport report = repository.restore(tree, target);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.files() + report.entries()).isEqualTo(entries + 1);
        assertThat(statuses(target.resolve("wide"))).hasSize(entries).isEqualTo(statuses(wide));
        for (int i = 2; i < entries; i += 997) {
            Path name = Path.of("entry-" + i);
            if (Files.isRegularFile(wide.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                assertThat(target.resolve("wide").resolve(name)).hasSameBinaryContentAs(wide.resolve(name));
            }
        }
    }

    private static Map<FileName, String> statuses(Path directory) throws LinuxError {
        Map<FileName, String> statuses = new HashMap<>();
        try (OpenDirectory open = OpenDirectory.open(directory)) {
            List<FileName> names = new ArrayList<>();
            open.forEachEntry((name, _) -> names.add(name));
            for (FileName name : names) {
                FileStatus status = open.status(name);
                statuses.put(
                        name, Integer.toOctalString(status.mode()) + " " + status.size() + " " + status.modified());
            }
        }
        return statuses;
    }

    @Test
    void shouldBringBackPathsLongerThanTheKernelTakes() throws Exception {
        int depth = 300;
        try (DeepTree _ = DeepTree.create(source, depth)) {
            RestoreReport report = repository.restore(repository.backUp(source), target);
            assertThat(report.troubles()).isEmpty();
            assertThat(report.files()).isEqualTo(depth);
            var facts = TreeFacts.of(target);
            assertThat(facts.keySet()).anySatisfy(path -> assertThat(path).hasSizeGreaterThan(3 * 4096));
            assertThat(facts).isEqualTo(TreeFacts.of(source));
        }
    }
}
