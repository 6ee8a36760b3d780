package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.repository.OpenRepository;
import io.holdfast.restore.BackedUpSample;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On what the real restic wrote, whole and damaged in every way that a store can damage it. */
@SuppressWarnings("NullAway.Init")
class RepositoryCheckerTest {
    @TempDir
    private static Path shared;

    private static BackedUpSample sample;

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeAll
    static void backUp() throws Exception {
        sample = BackedUpSample.make(shared);
    }

    @BeforeEach
    void copy() throws Exception {
        repository = sample.copyTo(folder.resolve("repository"));
    }

    @Test
    void shouldFindNothingWrongWithASoundRepository() {
        CheckReport report = check(true);
        assertThat(report.errors()).isEmpty();
        assertThat(report.hints()).isEmpty();
        assertThat(report.snapshots()).isOne();
        assertThat(report.trees()).isGreaterThan(100);
        assertThat(report.packs()).isGreaterThan(1);
        assertThat(report.bytesRead()).isGreaterThan(5_000_000);
        assertThat(check(false).bytesRead()).isZero();
    }

    @Test
    void shouldNameAMissingPackAndItsHarm() throws Exception {
        StoredFile pack = pack(BlobType.DATA);
        Files.delete(file(FileKind.PACK, pack));
        assertThat(check(false).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("pack " + pack.id());
            assertThat(finding.problem()).matches("it is missing: its \\d+ blobs are lost");
            assertThat(finding.harm().paths()).isNotEmpty();
            assertThat(finding.describe()).contains("restic repair");
        });
    }

    /** Where nobody would look for it. */
    @Test
    void shouldMissAPackThatLiesInAnotherFolder() throws Exception {
        Path file = file(FileKind.PACK, pack(BlobType.DATA));
        Path other = Files.createDirectories(repository.resolve("data/another"));
        Files.move(file, other.resolve(file.getFileName()));
        assertThat(check(false).errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).startsWith("it is missing"));
    }

    /** It is read even if data are not, as only that tells whom it harms; here only the header is cut off. */
    @Test
    void shouldNameAPackOfTheWrongSize() throws Exception {
        StoredFile pack = pack(BlobType.DATA);
        byte[] bytes = Files.readAllBytes(file(FileKind.PACK, pack));
        replace(file(FileKind.PACK, pack), Arrays.copyOf(bytes, bytes.length - 100));
        CheckReport report = check(false);
        assertThat(report.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).contains("instead of " + pack.size(), "none of its", "no snapshot is harmed");
            assertThat(finding.harm().isNone()).isTrue();
        });
        assertThat(report.bytesRead()).isEqualTo(pack.size() - 100);
    }

    @Test
    void shouldFindAFlippedBitOnlyByReadingTheData() throws Exception {
        StoredFile pack = pack(BlobType.DATA);
        flip(file(FileKind.PACK, pack));
        assertThat(check(false).errors()).isEmpty();
        assertThat(check(true).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("pack " + pack.id());
            assertThat(finding.problem()).contains("do not have the hash that is its name");
        });
    }

    @Test
    void shouldSayWhichDirectoriesADamagedTreePackLoses() throws Exception {
        flip(file(FileKind.PACK, pack(BlobType.TREE)));
        assertThat(check(false).errors()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.object()).startsWith("pack ");
            assertThat(finding.harm().paths()).isNotEmpty();
            assertThat(finding.remedy()).contains("restic repair snapshots");
        });
    }

    @Test
    void shouldNameEveryDamagedIndexAndGoOn() throws Exception {
        StoredFile index = files(FileKind.INDEX).getFirst();
        flip(file(FileKind.INDEX, index));
        CheckReport report = check(true);
        assertThat(report.errors()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.object()).startsWith("index");
            assertThat(finding.harm().paths().getFirst().path()).isEqualTo("/");
            assertThat(finding.remedy()).contains("restic repair index");
        });
        assertThat(report.errors().getLast().object()).isEqualTo("index " + index.id());
        assertThat(report.trees()).as("found by the headers of packs").isGreaterThan(100);
    }

    @Test
    void shouldNameTheFilesThatAMissingIndexLoses() throws Exception {
        files(FileKind.INDEX).forEach(index -> {
            assertThat(file(FileKind.INDEX, index).toFile().delete()).isTrue();
        });
        CheckReport report = check(false);
        assertThat(report.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("index");
            assertThat(finding.harm().paths().getFirst().path()).isEqualTo("/");
            assertThat(finding.remedy()).contains("restic repair index");
        });
        assertThat(report.hints()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).startsWith("packs ");
            assertThat(finding.remedy()).contains("restic repair index");
        });
    }

    @Test
    void shouldNameADamagedSnapshotAndCheckTheOthers() throws Exception {
        StoredFile snapshot = files(FileKind.SNAPSHOT).getFirst();
        flip(file(FileKind.SNAPSHOT, snapshot));
        assertThat(check(false).errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.object()).isEqualTo("snapshot " + snapshot.id()));
    }

    @Test
    void shouldNameADamagedKeyBesideAGoodOne() throws Exception {
        String id = "5".repeat(64);
        Files.writeString(repository.resolve("keys").resolve(id), "{}");
        assertThat(check(false).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("key " + id);
            assertThat(finding.remedy()).contains("restic key add");
        });
    }

    /** Some client may look for a key by its name. */
    @Test
    void shouldNameAKeyUnderAnotherName() throws Exception {
        StoredFile key = files(FileKind.KEY).getFirst();
        String id = "5".repeat(64);
        Files.copy(file(FileKind.KEY, key), repository.resolve("keys").resolve(id));
        assertThat(check(false).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("key " + id);
            assertThat(finding.problem()).contains("hash that is its name");
        });
    }

    private CheckReport check(boolean readData) {
        try (OpenRepository open = BackedUpSample.open(repository)) {
            return new RepositoryChecker(open, DataPathLimits.of(4, 2, 64 << 20)).check(readData, CheckListener.NONE);
        }
    }

    private List<StoredFile> files(FileKind kind) {
        try (OpenRepository open = BackedUpSample.open(repository)) {
            return open.files().list(kind);
        }
    }

    private StoredFile pack(BlobType type) {
        try (OpenRepository open = BackedUpSample.open(repository)) {
            var indexed = open.index();
            return open.files().list(FileKind.PACK).stream()
                    .filter(pack -> indexed.packHeader(pack.id()).getFirst().type() == type)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path file(FileKind kind, StoredFile file) {
        return repository.resolve(kind.key(file.id()));
    }

    private static void flip(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        replace(file, bytes);
    }

    private static void replace(Path file, byte[] bytes) throws Exception {
        Files.delete(file);
        Files.write(file, bytes);
    }
}
