package io.holdfast.check;

import static io.holdfast.check.BuiltRepository.directory;
import static io.holdfast.check.BuiltRepository.fifo;
import static io.holdfast.check.BuiltRepository.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.NodeInode;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whom damage harms, where trees are shared by directories and snapshots. Seen to fail where {@code HarmMarks} counts one path for
 * each tree below.
 */
class HarmTest {
    private final BuiltRepository repository = new BuiltRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    /** Each directory on the way down has a neighbour, which is read ahead; what is being walked must not be read again. */
    @Test
    void shouldReadEachTreeOnceHoweverDeep() {
        BlobId at = repository.tree(fifo("bottom"));
        for (int depth = 0; depth < 60; depth++) {
            BlobId neighbour = repository.tree(fifo("neighbour %d".formatted(depth)));
            at = repository.tree(directory("a", at), directory("b", neighbour));
        }
        repository.snapshot(at);
        int before = repository.ranges();
        CheckReport report = repository.check();
        assertThat(report.trees()).isEqualTo(121);
        assertThat(repository.ranges() - before).isBetween(121, 125);
    }

    @Test
    void shouldNameASharedTreeWhereverItIs() {
        BlobId lost = repository.data("lost");
        BlobId kept = repository.data("kept");
        BlobId shared = repository.tree(file("a", "lost"), file("b", "kept"));
        FileId first = repository.snapshot(repository.tree(directory("one", shared)));
        FileId unharmed = repository.snapshot(repository.tree(file("b", "kept")));
        BlobId above = repository.tree(directory("below", shared));
        FileId last = repository.snapshot(
                repository.tree(directory("deep", above), directory("two", shared), file("x", "kept")));
        repository.damage(lost, BlobType.DATA);

        CheckReport report = repository.check();

        assertThat(report.trees()).as("each is read once").isEqualTo(5);
        assertThat(report.harmedSnapshots()).containsExactly(last, first).doesNotContain(unharmed);
        assertThat(report.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.harm().snapshots()).containsExactly(last, first);
            assertThat(finding.harm().pathCount()).isEqualTo(3);
            assertThat(finding.harm().paths())
                    .containsExactlyInAnyOrder(
                            new HarmedPath(last, "/deep/below/a"),
                            new HarmedPath(last, "/two/a"),
                            new HarmedPath(first, "/one/a"));
            assertThat(finding.describe())
                    .contains(
                            "1 of its 1 blob is lost",
                            "this harms 3 paths in 2 snapshots (" + last.toShortHex() + ", " + first.toShortHex() + ")",
                            first.toShortHex() + ":/one/a");
        });
        assertThat(report.hints()).isEmpty();
        assertThat(kept).isNotEqualTo(lost);
    }

    @Test
    void shouldNameEachNameOfAHardLinkedFile() {
        BlobId lost = repository.data("lost");
        NodeInode inode = new NodeInode(7, 1, 2);
        TreeNode one = file("one", "lost").toBuilder().inode(inode).build();
        TreeNode other = file("other", "lost").toBuilder().inode(inode).build();
        FileId snapshot = repository.snapshot(repository.tree(one, directory("below", repository.tree(other))));
        repository.damage(lost, BlobType.DATA);
        assertThat(onlyError().harm().paths())
                .containsExactlyInAnyOrder(new HarmedPath(snapshot, "/one"), new HarmedPath(snapshot, "/below/other"));
    }

    @Test
    void shouldNameTheDirectoryOfALostTreeAndNothingBelow() {
        BlobId unknown = repository.tree(file("hidden", "never stored"));
        FileId snapshot = repository.snapshot(repository.tree(directory("lost", unknown)));
        FileId whole = repository.snapshot(unknown);
        repository.damage(unknown, BlobType.TREE);
        CheckFinding error = onlyError();
        assertThat(error.object()).startsWith("pack ");
        assertThat(error.harm().pathCount()).isEqualTo(2);
        assertThat(error.harm().paths())
                .containsExactlyInAnyOrder(new HarmedPath(snapshot, "/lost"), new HarmedPath(whole, "/"));
    }

    /** A restore leaves it out, but not what comes after it. */
    @Test
    void shouldNameWhatComesOutOfOrder() {
        BlobId _ = repository.data("kept");
        FileId snapshot = repository.snapshot(
                repository.unsortedTree(file("b", "kept"), file("a", "kept"), file("b", "kept"), file("c", "kept")));
        assertThat(onlyError()).satisfies(error -> {
            assertThat(error.problem()).contains("out of order");
            assertThat(error.harm().paths())
                    .containsExactlyInAnyOrder(new HarmedPath(snapshot, "/a"), new HarmedPath(snapshot, "/b"));
        });
    }

    /** Our restore does without it, but others do not. */
    @Test
    void shouldCountALostChunkOfZeros() {
        String zeros = "\0".repeat(512 << 10);
        BlobId lost = repository.data(zeros);
        FileId snapshot = repository.snapshot(repository.tree(file("zeros", zeros)));
        repository.damage(lost, BlobType.DATA);
        assertThat(onlyError().harm().paths()).containsExactly(new HarmedPath(snapshot, "/zeros"));
    }

    @Test
    void shouldQuoteNamesThatAreNoPlainText() {
        BlobId lost = repository.data("lost");
        TreeNode odd = TreeNode.builder(
                        FileName.of(new byte[] {'a', '\n', (byte) 0xff}),
                        file("x", "lost").type())
                .size(4)
                .content(List.of(lost))
                .build();
        repository.snapshot(repository.tree(odd));
        repository.damage(lost, BlobType.DATA);
        assertThat(onlyError().harm().paths())
                .singleElement()
                .satisfies(path -> assertThat(path.path()).isEqualTo("/a\\n\\xff"));
    }

    /** Many snapshots and files: all are counted, few named, and few trees read again for that. */
    @Test
    void shouldNameTheFirstPathsAndCountTheRest() {
        List<TreeNode> files = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            files.add(file("file-" + i, "never stored"));
        }
        BlobId full = repository.tree(files);
        List<TreeNode> directories = new ArrayList<>();
        for (int i = 100; i < 160; i++) {
            directories.add(directory("dir-" + i, full));
        }
        for (int i = 0; i < 20; i++) {
            List<TreeNode> root = new ArrayList<>(directories);
            root.add(directory("e-" + i, repository.tree()));
            repository.snapshot(repository.tree(root));
        }
        int before = repository.ranges();
        CheckReport report = repository.check(DataSubset.NOTHING, 7);
        assertThat(repository.ranges() - before).isLessThan((int) report.trees() + 5);
        Harm harm = report.errors().getFirst().harm();
        assertThat(harm.snapshots()).hasSize(20);
        assertThat(harm.pathCount()).isEqualTo(20 * 60 * 100);
        assertThat(harm.paths()).hasSize(7).allMatch(path -> path.path().startsWith("/dir-1"));
        assertThat(harm.describe()).endsWith("and 119993 more");
    }

    @Test
    void shouldListSoManyDamagesAndTellOfOthers() {
        List<TreeNode> files = new ArrayList<>();
        for (int i = 1000; i < 1000 + DamageList.MOST + 50; i++) {
            files.add(file("file-" + i, "never stored " + i));
        }
        FileId snapshot = repository.snapshot(repository.tree(files));
        CheckReport report = repository.check();
        assertThat(report.errors()).hasSize(DamageList.MOST + 1);
        assertThat(report.errorCount()).isEqualTo(DamageList.MOST + 1);
        assertThat(report.errors().stream().mapToLong(error -> error.harm().pathCount()))
                .filteredOn(count -> count != 1)
                .containsExactly(50L);
        assertThat(report.errors()).allSatisfy(error -> {
            assertThat(error.harm().snapshots()).containsExactly(snapshot);
            assertThat(error.harm().paths()).isNotEmpty();
        });
    }

    @Test
    void shouldFollowADeepChainOfDirectories() {
        BlobId tree = repository.tree(file("bottom", "never stored"));
        for (int i = 0; i < 3_000; i++) {
            tree = repository.tree(directory("a directory", tree));
        }
        FileId snapshot = repository.snapshot(tree);
        assertThat(onlyError().harm().paths()).singleElement().satisfies(path -> {
            assertThat(path.snapshot()).isEqualTo(snapshot);
            assertThat(path.path())
                    .startsWith("/a directory/")
                    .endsWith("/bottom")
                    .hasSizeLessThan(5_000);
        });
    }

    @Test
    void shouldSayThatADamagedCopyHarmsNothing() {
        IndexedRepository ignorant = repository.open().index();
        BlobId twice = repository.data("stored twice");
        repository.again(ignorant, "stored twice");
        FileId snapshot = repository.snapshot(repository.tree(file("a", "stored twice")));
        List<BlobPlace> places = repository.places(twice, BlobType.DATA);

        repository.damage(places.getFirst());
        CheckReport report = repository.check();
        assertThat(report.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("pack " + places.getFirst().pack());
            assertThat(finding.harm().isNone()).isTrue();
            assertThat(finding.problem()).contains("no snapshot is harmed");
        });
        assertThat(report.hints()).singleElement().satisfies(hint -> {
            assertThat(hint.object()).isEqualTo("pack " + places.getFirst().pack());
            assertThat(hint.problem()).contains("1 of its lost blobs is in another pack too");
        });

        repository.damage(places.getLast());
        assertThat(repository.check().errors())
                .hasSize(2)
                .allSatisfy(
                        finding -> assertThat(finding.harm().paths()).containsExactly(new HarmedPath(snapshot, "/a")));
    }

    /** It is only found lost when it is read, and its files are found all the same. */
    @Test
    void shouldGoOnBelowATreeThatAnotherPackHas() {
        TreeNode lost = file("a", "never stored");
        BlobId tree = repository.tree(lost, file("b", "stored again"));
        BlobId data = repository.data("stored again");
        FileId snapshot = repository.snapshot(repository.tree(directory("below", tree)));
        FileId other = repository.snapshot(repository.tree(directory("there", tree)));
        InterruptedBackup.of(repository.open(), saver -> {
            byte[] nodes = TreeEncoder.encode(List.of(lost, file("b", "stored again")));
            assertThat(saver.save(BlobType.TREE, ByteBuffer.wrap(nodes))).isEqualTo(tree);
            assertThat(saver.save(BlobType.DATA, ByteBuffer.wrap("stored again".getBytes(UTF_8))))
                    .isEqualTo(data);
        });
        repository.damage(tree, BlobType.TREE);
        repository.remove(data, BlobType.DATA);

        for (DataSubset read : List.of(DataSubset.NOTHING, DataSubset.EVERYTHING)) {
            CheckReport report = repository.check(read, Harm.NAMED_PATHS);
            assertThat(report.trees()).isEqualTo(3);
            assertThat(report.errors())
                    .extracting(error -> error.object().split(" ")[0])
                    .containsExactly("data", "index", "pack", "pack");
            assertThat(report.errors().get(0).harm().paths())
                    .containsExactlyInAnyOrder(new HarmedPath(snapshot, "/below/a"), new HarmedPath(other, "/there/a"));
            assertThat(report.errors().get(0).remedy()).startsWith("run restic repair index, and check again; if");
            assertThat(report.errors().get(1).harm().paths())
                    .containsExactlyInAnyOrder(
                            new HarmedPath(snapshot, "/below"),
                            new HarmedPath(snapshot, "/below/b"),
                            new HarmedPath(other, "/there"),
                            new HarmedPath(other, "/there/b"));
            assertThat(report.errors().subList(2, 4)).allSatisfy(error -> {
                assertThat(error.problem()).contains("1 of its lost blobs is in packs that no index names");
                assertThat(error.harm().isNone()).isTrue();
            });
        }
    }

    @Test
    void shouldTellWhereAHeaderAndTheIndexDisagree() {
        BlobId blob = repository.data("whole");
        repository.snapshot(repository.tree(file("a", "whole")));
        FileId forged = repository.forgeHeader(blob, BlobType.DATA);
        assertThat(onlyError()).satisfies(error -> {
            assertThat(error.object()).isEqualTo("pack " + forged);
            assertThat(error.problem())
                    .contains("its header and the index disagree about its blobs", "none of its 1 blob is lost");
            assertThat(error.harm().isNone()).isTrue();
            assertThat(error.remedy()).contains("restic repair index --read-all-packs");
        });
    }

    /** Whatever else names what it does: no client goes on with it. */
    @Test
    void shouldSayThatADamagedIndexHarmsAll() {
        FileId snapshot = repository.snapshot(repository.tree());
        byte[] garbage = {1, 2, 3};
        repository.open().store().put(FileKind.INDEX.key(FileId.of(garbage)), ObjectContent.of(garbage));
        CheckReport report = repository.check();
        assertThat(report.errors()).hasSize(1);
        assertThat(report.harmedSnapshots()).containsExactly(snapshot);
    }

    private CheckFinding onlyError() {
        CheckReport report = repository.check();
        assertThat(report.errors()).hasSize(1);
        return report.errors().getFirst();
    }
}
