package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.foreign.SampleTree;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.TreeRoot;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.FileSlice;
import io.holdfast.task.FileSlice.ByteRange;
import io.holdfast.task.SliceTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A volume cut into slices, archived slice by slice and merged, is the volume archived at once. */
class SlicesTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private Path root;
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

    @Test
    void shouldMergeToTheTreeOfTheWholeVolume() throws Exception {
        SampleTree.fill(root);
        VolumeSurvey survey = survey(new SliceTarget(32L * MIB, 20, 100_000));
        assertThat(survey.slices()).hasSizeGreaterThan(15).allMatch(FileSlice.Spans.class::isInstance);
        assertThat(merge(survey.slices()).tree())
                .isEqualTo(fixture.archive(root).tree());
    }

    /** What was there for the survey makes the cuts; what came later, or what its listings had left out, is stored as well. */
    @Test
    void shouldTakeWhatTheSurveyHasNotSeen() throws Exception {
        fill(2);
        List<FileSlice> slices = survey(new SliceTarget(MIB, 7, 100_000)).slices();
        assertThat(slices).hasSizeGreaterThan(10);
        fill(1);
        Files.move(root.resolve("2/m2"), root.resolve("2/moved"));
        Files.move(root.resolve("3/0/file8"), root.resolve("3/0/!"));
        ArchivedTree merged = merge(slices);
        assertThat(merged.troubles()).isEmpty();
        assertThat(contents(merged.tree(), ""))
                .containsExactlyEntriesOf(contents(fixture.archive(root).tree(), ""));
    }

    private SortedMap<String, Integer> contents(BlobId tree, String path) {
        SortedMap<String, Integer> contents = new TreeMap<>();
        for (TreeNode node : fixture.nodes(tree)) {
            String at = path + "/" + node.name();
            node.subtree()
                    .ifPresentOrElse(
                            below -> contents.putAll(contents(below, at)),
                            () -> contents.put(at, Arrays.hashCode(fixture.content(node))));
        }
        return contents;
    }

    private void fill(int step) throws IOException {
        for (int i = 0; i < 30; i += step) {
            Path inner = Files.createDirectories(root.resolve(i % 5 + "/" + i % 2));
            Files.writeString(root.resolve("file" + i), "top " + i);
            Files.writeString(inner.resolve("file" + i), "inner " + i);
            Files.writeString(inner.resolveSibling("m" + i), "middle " + i);
            Files.write(root.resolve("z" + i % 10), random(2 * MIB + i % 10));
        }
    }

    @Test
    void shouldLeaveASmallVolumeWhole() throws Exception {
        SampleTree.fill(root);
        VolumeSurvey survey = survey(SliceTarget.DEFAULT);
        assertThat(survey.slices()).containsExactly(new FileSlice.WholeVolume());
        ArchivedTree whole = fixture.archive(root);
        assertThat(survey.files()).isEqualTo(whole.totals().filesProcessed());
        assertThat(survey.bytes()).isEqualTo(whole.totals().bytesProcessed());
        assertThat(merge(survey.slices()).tree()).isEqualTo(whole.tree());
    }

    @Test
    void shouldMakeNoSliceOfAnEmptyVolume() {
        assertThat(survey(SliceTarget.DEFAULT).slices()).isEmpty();
        assertThat(fixture.merge(List.of()).tree())
                .isEqualTo(fixture.archive(root).tree());
    }

    @Test
    void shouldNotCutWhereNothingHasChanged() throws Exception {
        SampleTree.fill(root);
        ArchivedTree parent = fixture.archive(root);
        SliceTarget small = new SliceTarget(4L * MIB, 10_000, 1_000_000);
        assertThat(survey(small).slices()).hasSizeGreaterThan(3);
        ParentTree tree = new ParentTree(parent.tree(), Instant.now().plusSeconds(60));
        assertThat(survey(small, Optional.of(tree)).slices()).containsExactly(new FileSlice.WholeVolume());
    }

    @Test
    void shouldJoinTheRangesOfALargeFile() throws Exception {
        byte[] content = random(5 * MIB + 17);
        Files.createDirectories(root.resolve("a/b"));
        Files.write(root.resolve("a/b/large"), content);
        Files.writeString(root.resolve("a/b/small"), "small");
        Files.writeString(root.resolve("a/other"), "other");
        List<FileSlice> slices =
                new ArrayList<>(survey(new SliceTarget(MIB, 100, 100_000)).slices());
        assertThat(slices).filteredOn(ByteRange.class::isInstance).hasSize(6);
        Collections.shuffle(slices, new Random(1));
        ArchivedTree merged = merge(slices);
        assertThat(merged.troubles()).isEmpty();
        assertThat(fixture.content(fixture.node(merged.tree(), "a/b/large"))).isEqualTo(content);
        assertThat(fixture.content(fixture.node(merged.tree(), "a/b/small")))
                .asString()
                .isEqualTo("small");
        assertThat(fixture.nodes(merged.tree())).hasSize(1);
    }

    @Test
    void shouldCutAFileIntoTheSameChunksInRangesAsInOne() throws Exception {
        long gib = 1L << 30;
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of("file"), 0600)) {
            file.write(ByteBuffer.wrap(random(8 * MIB)), gib - 3 * MIB);
            file.truncate(2 * gib + 1000);
        }
        List<FileSlice> ranges = List.of(
                new ByteRange("file", 0, gib), new ByteRange("file", gib, gib), ByteRange.from("file", 2 * gib));
        assertThat(merge(ranges).tree()).isEqualTo(fixture.archive(root).tree());
    }

    @Test
    void shouldMakeNoRangesOfHoles() throws Exception {
        long gib = 1L << 30;
        byte[] data = random(2 * MIB);
        sparse("file", 1024 * gib, data, 200 * gib + 5, 500 * gib);
        List<FileSlice> slices = survey(new SliceTarget(MIB, 100, 100_000)).slices();
        assertThat(slices)
                .filteredOn(ByteRange.class::isInstance)
                .hasSize(5)
                .contains(new ByteRange("file", 0, 200 * gib + MIB), ByteRange.from("file", 500 * gib + MIB));
    }

    @Test
    void shouldNotCutAFileOfTooManyChunks() throws Exception {
        sparse("file", 5L << 40, random(5 * MIB), 0);
        assertThat(survey(new SliceTarget(4 * MIB, 100, 100_000)).slices())
                .containsExactly(new FileSlice.WholeVolume());
    }

    private void sparse(String name, long size, byte[] data, long... offsets) throws IOException {
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of(name), 0600)) {
            file.truncate(size);
            for (long offset : offsets) {
                file.write(ByteBuffer.wrap(data), offset);
            }
        }
    }

    @Test
    void shouldTellThatAFileChangedBetweenItsRanges() throws Exception {
        Files.write(root.resolve("file"), random(2 * MIB));
        SliceTree first = archive(new ByteRange("file", 0, MIB));
        Files.write(root.resolve("file"), random(2 * MIB + 5));
        SliceTree second = archive(ByteRange.from("file", MIB));
        ArchivedTree merged = fixture.merge(List.of(first, second));
        assertThat(merged.source().counts().total()).isEqualTo(1);
        assertThat(merged.troubles().getFirst().path()).isEqualTo("file");
        assertThat(merged.troubles().getFirst().message()).contains("changed");
        TreeNode node = fixture.node(merged.tree(), "file");
        assertThat(node.size()).isEqualTo(fixture.content(node).length);
    }

    /** Content and length of the last range's file, so that only the time of change can tell. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadAFileAgainThatChangedBetweenItsRanges(boolean firstRangeFirst) throws Exception {
        Path file = Files.write(root.resolve("file"), random(2 * MIB));
        ByteRange head = new ByteRange("file", 0, MIB);
        ByteRange tail = ByteRange.from("file", MIB);
        SliceTree older = archive(firstRangeFirst ? head : tail);
        FileTime modified = Files.getLastModifiedTime(file);
        byte[] changed = random(2 * MIB);
        Arrays.fill(changed, (byte) 7);
        Files.write(file, changed);
        Files.setLastModifiedTime(file, modified);
        ArchivedTree merged = fixture.merge(List.of(older, archive(firstRangeFirst ? tail : head)));
        assertThat(merged.source().counts().total()).isEqualTo(1);
        ArchivedTree next = fixture.archive(root, merged, Instant.now().plusSeconds(60));
        assertThat(next.totals().filesUnmodified()).isZero();
        assertThat(fixture.content(fixture.node(next.tree(), "file"))).isEqualTo(changed);
    }

    @Test
    void shouldKeepAFileThatHasGrownSinceTheSurvey() throws Exception {
        byte[] content = random(3 * MIB);
        Files.write(root.resolve("file"), Arrays.copyOf(content, 2 * MIB + MIB / 2));
        List<FileSlice> slices = survey(new SliceTarget(MIB, 100, 100_000)).slices();
        Files.write(root.resolve("file"), content);
        ArchivedTree merged = merge(slices);
        assertThat(merged.troubles()).isEmpty();
        assertThat(fixture.content(fixture.node(merged.tree(), "file"))).isEqualTo(content);

        Files.write(root.resolve("file"), random(4 * MIB));
        ArchivedTree beyond = merge(slices);
        assertThat(beyond.troubles()).isEmpty();
        assertThat(fixture.content(fixture.node(beyond.tree(), "file"))).hasSize(4 * MIB);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldLeaveOutAFileOfWhichARangeIsMissing(int missing) throws Exception {
        Files.write(root.resolve("file"), random(3 * MIB));
        List<FileSlice> ranges =
                new ArrayList<>(survey(new SliceTarget(MIB, 100, 100_000)).slices());
        assertThat(ranges).filteredOn(ByteRange.class::isInstance).hasSize(3);
        ranges.remove(missing);
        ArchivedTree merged = merge(ranges);
        assertThat(fixture.nodes(merged.tree())).isEmpty();
        assertThat(merged.troubles().getFirst().message()).contains("a part of it could not be read");
    }

    private VolumeSurvey survey(SliceTarget target) {
        return survey(target, Optional.empty());
    }

    private VolumeSurvey survey(SliceTarget target, Optional<ParentTree> parent) {
        try (TreeRoot open = TreeRoot.open(root)) {
            return new SlicePlanner(target).survey(open, parent, fixture.index());
        }
    }

    private ArchivedTree merge(List<FileSlice> slices) {
        return fixture.merge(slices.stream().map(this::archive).toList());
    }

    private SliceTree archive(FileSlice slice) {
        ArchivedTree tree = fixture.archive(root, slice);
        assertThat(tree.troubles()).isEmpty();
        return new SliceTree(
                tree.tree().toHex(), slice instanceof ByteRange range ? Optional.of(range) : Optional.empty());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
