package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs lose blobs that other packs hold, which no index names; restic proves what the check advises. */
@SuppressWarnings("NullAway.Init")
class BroughtBackTest {
    private static final int ALL_PATHS = 100_000;
    private static final Pattern COMMAND = Pattern.compile("restic (repair (?:packs [0-9a-f]{64}|index))");

    @TempDir
    private static Path shared;

    private static SampleRepository ours;
    private static SampleRepository restics;

    @TempDir
    private Path folder;

    private ObjectStore store;
    private OpenRepository open;

    @BeforeAll
    static void makeRepositories() throws Exception {
        ours = SampleRepository.byUs(shared);
        restics = SampleRepository.byRestic(shared);
    }

    @BeforeEach
    void makeFolder() throws Exception {
        Files.createDirectories(folder);
    }

    @AfterEach
    void close() {
        open.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ours, GONE", "restics, GONE",
        "ours, SECOND_HALF_GONE", "restics, SECOND_HALF_GONE",
        "ours, BIT_FLIPPED", "restics, BIT_FLIPPED"
    })
    void shouldAdviseWhatBringsEverythingBack(String madeBy, PackLoss loss) throws Exception {
        open(madeBy);
        lose(loss, _ -> true);

        CheckReport report = check(loss == PackLoss.BIT_FLIPPED);
        assertThat(report.errors()).isNotEmpty().allSatisfy(error -> {
            assertThat(error.remedy()).contains("restic repair index").doesNotContain("restic repair snapshots");
            assertThat(error.object().equals("index") || error.problem().contains("in packs that no index names"))
                    .as(error.describe())
                    .isTrue();
            assertThat(error.harm().isNone()).isEqualTo(!error.object().equals("index"));
        });
        assertThat(report.harmedSnapshots()).hasSize(3);
        assertThat(PathSets.said(report)).isEqualTo(PathSets.lost(open, folder.resolve("before")));

        Restic restic = new Restic(folder.resolve("repository"), folder.resolve("restic"));
        commands(report).forEach(command -> {
            String _ = restic.run(command.split(" "));
        });
        String _ = restic.run("check", "--read-data");
        assertThat(check(true).errors()).isEmpty();
        assertThat(PathSets.lost(open, folder.resolve("after"))).isEmpty();
    }

    /** What no pack has stays lost; and nothing is given up before the index is repaired. */
    @Test
    void shouldTellWhatIsLostFromWhatComesBack() throws Exception {
        open("ours");
        List<FileId> packs = open.files().list(FileKind.PACK).stream()
                .map(StoredFile::id)
                .sorted()
                .toList();
        FileId lost = packs.getFirst();
        lose(PackLoss.GONE, pack -> !pack.equals(lost));

        CheckReport report = check(false);
        CheckFinding ofLost = finding(report, "pack " + lost);
        assertThat(ofLost.problem()).doesNotContain("no index names");
        assertThat(ofLost.harm().isNone()).isFalse();
        assertThat(report.errors())
                .hasSizeGreaterThan(packs.size())
                .allSatisfy(error -> assertThat(error.remedy()).doesNotContain("repair snapshots"));
        assertThat(PathSets.said(report)).isEqualTo(PathSets.lost(open, folder.resolve("before")));

        Restic restic = new Restic(folder.resolve("repository"), folder.resolve("restic"));
        commands(report).forEach(command -> {
            String _ = restic.run(command.split(" "));
        });
        CheckReport then = check(true);
        assertThat(then.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.remedy()).startsWith("run restic repair snapshots"));
        assertThat(PathSets.said(then)).isEqualTo(PathSets.said(report, List.of(ofLost)));
    }

    private void open(String madeBy) throws Exception {
        SampleRepository sample = madeBy.equals("ours") ? ours : restics;
        SampleRepository copy = sample.copyTo(folder.resolve("repository"));
        store = TestRepositories.directory(copy.folder());
        open = Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC());
        open.files().list(FileKind.LOCK).forEach(lock -> open.files().delete(FileKind.LOCK, lock.id()));
    }

    /** Each pack loses something, and what is lost by some of them is stored again where no index names it. */
    private void lose(PackLoss loss, Predicate<FileId> isStoredAgain) {
        IndexedRepository indexed = open.index();
        Map<FileId, Integer> sizes = new HashMap<>();
        open.files().list(FileKind.PACK).forEach(pack -> sizes.put(pack.id(), (int) pack.size()));
        InterruptedBackup.of(
                open,
                saver -> indexed.index().forEach((id, type, place) -> {
                    FileId pack = place.pack();
                    if (isStoredAgain.test(pack) && loss.loses(place, sizes.getOrDefault(pack, 0))) {
                        BlobId _ = saver.save(type, ByteBuffer.wrap(indexed.load(id, type)));
                    }
                }));
        sizes.keySet().forEach(pack -> loss.apply(store, FileKind.PACK.key(pack)));
    }

    private CheckReport check(boolean readData) {
        return new RepositoryChecker(open, TestRepositories.limits())
                .check(readData ? DataSubset.EVERYTHING : DataSubset.NOTHING, CheckListener.NONE, ALL_PATHS);
    }

    private static CheckFinding finding(CheckReport report, String object) {
        return report.errors().stream()
                .filter(error -> error.object().equals(object))
                .findFirst()
                .orElseThrow();
    }

    /** What is to be run, each command once, packs first. */
    private static List<String> commands(CheckReport report) {
        TreeSet<String> commands = new TreeSet<>(Comparator.reverseOrder());
        report.errors()
                .forEach(error -> COMMAND.matcher(error.remedy())
                        .results()
                        .map(MatchResult::group)
                        .map(command -> command.substring("restic ".length()))
                        .forEach(commands::add));
        return List.copyOf(commands);
    }
}
