package io.holdfast.check;

import static io.holdfast.check.BuiltRepository.directory;
import static io.holdfast.check.BuiltRepository.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What harms no backup is told, and does not make the repository unsound. */
class HintsTest {
    private final BuiltRepository repository = new BuiltRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void shouldCountWhatNoSnapshotNeeds() {
        BlobId forgotten = repository.data("forgotten");
        BlobId tree = repository.tree(file("a", "forgotten"));
        BlobId kept = repository.data("kept");
        repository.snapshot(repository.tree(file("b", "kept")));
        assertThat(kept).isNotEqualTo(forgotten);
        int bytes = repository.places(forgotten, BlobType.DATA).getFirst().length()
                + repository.places(tree, BlobType.TREE).getFirst().length();
        assertThat(onlyHint()).satisfies(hint -> {
            assertThat(hint.object()).isEqualTo("2 blobs");
            assertThat(hint.problem()).contains(bytes + " bytes");
            assertThat(hint.remedy()).contains("restic prune");
        });
    }

    /** It cannot be told while a tree is lost: what that needs is not known. */
    @Test
    void shouldNotCountWhatALostTreeMayNeed() {
        BlobId _ = repository.data("hidden");
        BlobId lost = repository.tree(file("a", "hidden"));
        repository.snapshot(repository.tree(directory("lost", lost)));
        repository.damage(lost, BlobType.TREE);
        CheckReport report = repository.check();
        assertThat(report.errors()).hasSize(1);
        assertThat(report.hints()).isEmpty();
    }

    @Test
    void shouldTellOfPacksThatNoIndexNames() {
        repository.snapshot(repository.tree());
        byte[] foreign = {1, 2, 3};
        FileId id = FileId.of(foreign);
        repository.open().store().put(FileKind.PACK.key(id), ObjectContent.of(foreign));
        assertThat(onlyHint()).satisfies(hint -> {
            assertThat(hint.object()).isEqualTo("pack " + id.toShortHex());
            assertThat(hint.problem()).contains("no index names it", "3 bytes");
            assertThat(hint.remedy()).contains("restic prune");
        });
    }

    /** Be it there or not: it holds nothing by the index. */
    @Test
    void shouldTakeAPackWithoutBlobsForOneThatNoIndexNames() {
        repository.snapshot(repository.tree());
        byte[] foreign = {1, 2, 3};
        FileId there = FileId.of(foreign);
        repository.open().store().put(FileKind.PACK.key(there), ObjectContent.of(foreign));
        for (FileId pack : List.of(there, FileId.of(new byte[] {4}))) {
            byte[] index = "{\"packs\":[{\"id\":\"%s\",\"blobs\":[]}]}"
                    .formatted(pack.toHex())
                    .getBytes(UTF_8);
            FileId _ = repository.open().files().save(FileKind.INDEX, index);
        }
        assertThat(onlyHint()).satisfies(hint -> {
            assertThat(hint.object()).isEqualTo("pack " + there.toShortHex());
            assertThat(hint.problem()).contains("no index names it");
        });
    }

    /** It cannot be told either where a tree is in no pack at all. */
    @Test
    void shouldNotCountWhatATreeThatIsNowhereMayNeed() {
        BlobId _ = repository.data("hidden");
        BlobId nowhere = BlobId.of(new byte[] {1});
        repository.snapshot(repository.tree(directory("lost", nowhere)));
        CheckReport report = repository.check();
        assertThat(report.errors()).hasSize(1);
        assertThat(report.hints()).isEmpty();
    }

    @Test
    void shouldTellOfPacksThatTwoIndexFilesName() {
        BlobId tree = repository.tree();
        repository.snapshot(tree);
        List<StoredFile> index = repository.open().files().list(FileKind.INDEX);
        FileId _ = repository
                .open()
                .files()
                .save(
                        FileKind.INDEX,
                        repository
                                .open()
                                .files()
                                .load(FileKind.INDEX, index.getFirst().id()));
        String pack = repository.places(tree, BlobType.TREE).getFirst().pack().toShortHex();
        assertThat(onlyHint()).satisfies(hint -> {
            assertThat(hint.object()).isEqualTo("pack " + pack);
            assertThat(hint.problem()).contains("more than one index file names it");
            assertThat(hint.remedy()).contains("restic repair index");
        });
    }

    @Test
    void shouldTellOfTreesThatResticWouldWriteOtherwise() {
        BlobId spaced = repository.tree("{\"nodes\": []}\n");
        BlobId more = repository.tree("{\"nodes\":[],\"version\":3}\n");
        repository.snapshot(repository.tree(directory("a", spaced), directory("b", more), directory("c", more)));
        assertThat(onlyHint()).satisfies(hint -> {
            assertThat(hint.object())
                    .startsWith("trees ")
                    .contains(spaced.toShortHex(), more.toShortHex())
                    .doesNotContain("more");
            assertThat(hint.remedy()).contains("restic rewrite");
        });
    }

    @Test
    void shouldTellOfALockThatCannotBeRead() {
        repository.snapshot(repository.tree());
        byte[] bytes = {1};
        FileId id = FileId.of(bytes);
        repository.open().store().put(FileKind.LOCK.key(id), ObjectContent.of(bytes));
        assertThat(onlyHint()).satisfies(hint -> {
            assertThat(hint.object()).isEqualTo("lock " + id);
            assertThat(hint.remedy()).contains("restic unlock --remove-all");
        });
    }

    /** By a backup that runs meanwhile, or by whoever forgets it; it may be damaged at that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldPassOverASnapshotThatGoesBetweenListingAndReading(int listings) {
        FileId _ = repository.snapshot(repository.tree());
        FileId going = repository.open().files().save(FileKind.SNAPSHOT, "{}".getBytes(UTF_8));
        repository.vanishAfterListing(going, listings);
        CheckReport report = repository.check();
        assertThat(report.errors()).isEmpty();
        assertThat(report.hints()).isEmpty();
        assertThat(report.snapshots()).isOne();
        assertThat(repository.open().files().exists(FileKind.SNAPSHOT, going)).isFalse();
    }

    private CheckFinding onlyHint() {
        CheckReport report = repository.check();
        assertThat(report.errors()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.hints()).hasSize(1);
        return report.hints().getFirst();
    }
}
