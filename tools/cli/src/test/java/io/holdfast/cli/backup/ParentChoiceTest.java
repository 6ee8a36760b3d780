package io.holdfast.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.task.BackupTotals;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Minutes of one day stand for all times. */
class ParentChoiceTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final int NOW = 600;

    private final ParentChoice choice = new ParentChoice("here", "/data", null, minute(NOW));

    @Test
    void shouldTakeTheLastFinishedOneByItsEnd() {
        StoredSnapshot last = finished(1, 10, 90);
        assertThat(parents(last, finished(2, 20, 80), of(3, 10, 90, "/other", List.of()))
                        .finished())
                .contains(last);
    }

    @Test
    void shouldTellThoseThatEndedAtOnceApartWhateverTheirOrder() {
        StoredSnapshot one = finished(1, 10, 20);
        StoredSnapshot begunLater = finished(2, 15, 20);
        StoredSnapshot twin = finished(3, 15, 20);
        StoredSnapshot chosen = parents(one, begunLater, twin).finished().orElseThrow();
        assertThat(chosen).isIn(begunLater, twin);
        assertThat(parents(twin, begunLater, one).finished()).contains(chosen);
    }

    /** Its own last one may be left of a backup that was finished. */
    @Test
    void shouldNotGoOnFromWhatAFinishedBackupHasAsWell() {
        StoredSnapshot finished = finished(1, 10, 60);
        Parents parents = parents(finished, unfinished(2, 10, 50, 5), unfinished(3, 10, 60, 5));
        assertThat(parents.unfinished()).isEmpty();
        assertThat(parents.finished()).contains(finished);
        assertThat(parents.kept()).isEmpty();
        assertThat(parents.surplus()).containsExactly(id(2), id(3));
    }

    @Test
    void shouldGoOnFromWhatGotFurtherThanTheFinishedOne() {
        StoredSnapshot left = unfinished(2, 5, 61, 5);
        Parents parents = parents(finished(1, 10, 60), left);
        assertThat(parents.unfinished()).containsExactly(left);
        assertThat(parents.trees()).extracting(tree -> tree.finished()).containsExactly(false, true);
    }

    @Test
    void shouldGoOnFromTheNewestAndFromTheOneWithMost() {
        StoredSnapshot rich = unfinished(1, 10, 50, 1_000);
        StoredSnapshot newest = unfinished(3, 100, 120, 5);
        Parents parents = parents(rich, unfinished(2, 60, 90, 50), newest);
        assertThat(parents.unfinished()).containsExactly(newest, rich);
        assertThat(parents.kept()).containsExactly(id(3), id(1));
        assertThat(parents.surplus()).containsExactly(id(2));
    }

    /** Empty files are work as well. */
    @Test
    void shouldTakeTheOneWithMostFilesForRichestWhereBytesAreTheSame() {
        StoredSnapshot many = unfinished(1, 10, 50, 5, 9);
        StoredSnapshot newest = unfinished(3, 100, 120, 5, 1);
        assertThat(parents(many, unfinished(2, 60, 90, 5, 2), newest).unfinished())
                .containsExactly(newest, many);
    }

    /** Its clock may be wrong now, and have been right then. */
    @Test
    void shouldKeepTheRichestOfTheFutureToo() {
        StoredSnapshot rich = unfinished(1, NOW + 1, NOW + 5, 1_000);
        StoredSnapshot poor = unfinished(2, NOW + 2, NOW + 6, 5);
        StoredSnapshot newest = unfinished(3, NOW + 3, NOW + 7, 50);
        Parents parents = parents(rich, poor, newest);
        assertThat(parents.unfinished()).isEmpty();
        assertThat(parents.kept()).containsExactly(id(3), id(1));
        assertThat(parents.surplus()).containsExactly(id(2));
        Parents later = parents(rich, poor, newest, unfinished(4, 10, 20, 5));
        assertThat(later.kept()).containsExactly(id(4), id(1));
        assertThat(later.unfinished()).extracting(StoredSnapshot::id).containsExactly(id(4));
        assertThat(later.surplus()).containsExactly(id(2), id(3));
    }

    @Test
    void shouldNotCompareWithTheFuture() {
        StoredSnapshot past = finished(1, 10, 20);
        Parents parents = parents(past, finished(2, NOW + 1, NOW + 9), unfinished(3, NOW + 1, NOW + 2, 5));
        assertThat(parents.finished()).contains(past);
        assertThat(parents.unfinished()).isEmpty();
    }

    /** As a snapshot that somebody has given the tag, to find it again. */
    @Test
    void shouldLeaveAloneWhatOnlyHasTheTag() {
        StoredSnapshot tagged = of(1, 10, 20, "/data", List.of(Snapshot.UNFINISHED));
        Parents parents = parents(tagged);
        assertThat(parents.finished()).contains(tagged);
        assertThat(parents.kept()).isEmpty();
        assertThat(parents.surplus()).isEmpty();
    }

    private Parents parents(StoredSnapshot... all) {
        return choice.among(List.of(all));
    }

    private static StoredSnapshot finished(int number, int started, int ended) {
        return of(number, started, ended, "/data", List.of());
    }

    private static StoredSnapshot of(int number, int started, int ended, String path, List<String> tags) {
        return of(number, minute(started), started, ended, path, tags, 0, 1);
    }

    private static StoredSnapshot unfinished(int number, int started, int ended, long bytes) {
        return unfinished(number, started, ended, bytes, 1);
    }

    private static StoredSnapshot unfinished(int number, int started, int ended, long bytes, long files) {
        return of(
                number, Snapshot.UNFINISHED_TIME, started, ended, "/data", List.of(Snapshot.UNFINISHED), bytes, files);
    }

    private static StoredSnapshot of(
            int number, Instant time, int started, int ended, String path, List<String> tags, long bytes, long files) {
        Snapshot snapshot = Snapshot.of(time, BlobId.of(new byte[] {1}), List.of(path), "here", "us", tags);
        BackupTotals totals = new BackupTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, files, bytes);
        return new StoredSnapshot(
                id(number), snapshot.withSummary(new SnapshotSummary(minute(started), minute(ended), totals)));
    }

    private static FileId id(int number) {
        return FileId.of(new byte[] {(byte) number});
    }

    private static Instant minute(int minute) {
        return DAY.plusSeconds(60L * minute);
    }
}
