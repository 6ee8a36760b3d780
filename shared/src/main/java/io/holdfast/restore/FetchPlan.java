package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.index.BlobPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is needed of many files, and then tells what to read: each blob once, packs in the order in which the files
 * first need them, and blobs of a pack together where the gap between them is not worth a further request. Used by one thread.
 */
final class FetchPlan {
    /** A request costs a store about as much as these bytes. */
    static final int WORTHWHILE_GAP = 256 << 10;

    static final int LARGEST_RANGE = 8 << 20;

    /** Keeps the plan itself to some twenty megabytes, however large the tree is. */
    static final int MOST_PIECES = 16 << 10;

    private final Map<FileId, List<PlannedBlob>> blobsByPack = new LinkedHashMap<>();
    private final Map<BlobId, PlannedBlob> blobs = new LinkedHashMap<>();
    private int pieces;

    void add(BlobId id, BlobPlace place, TargetFile file, long offset) {
        PlannedBlob blob = blobs.get(id);
        if (blob == null) {
            blob = new PlannedBlob(id, place);
            blobs.put(id, blob);
            blobsByPack.computeIfAbsent(place.pack(), _ -> new ArrayList<>()).add(blob);
        }
        blob.pieces().add(new PlannedBlob.Piece(file, offset));
        pieces++;
    }

    boolean isFull() {
        return pieces >= MOST_PIECES;
    }

    List<FetchRange> ranges() {
        List<FetchRange> ranges = new ArrayList<>();
        blobsByPack.forEach((pack, inPack) -> addRanges(pack, inPack, ranges));
        return ranges;
    }

    private static void addRanges(FileId pack, List<PlannedBlob> inPack, List<FetchRange> ranges) {
        List<PlannedBlob> sorted = new ArrayList<>(inPack);
        sorted.sort(Comparator.comparingLong(blob -> blob.place().offset()));
        int first = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            if (next == sorted.size() || !joins(sorted, first, next)) {
                ranges.add(range(pack, sorted.subList(first, next)));
                first = next;
            }
        }
    }

    private static boolean joins(List<PlannedBlob> sorted, int first, int next) {
        long start = sorted.get(first).place().offset();
        long end = end(sorted.get(next - 1));
        PlannedBlob candidate = sorted.get(next);
        return candidate.place().offset() - end <= WORTHWHILE_GAP && end(candidate) - start <= LARGEST_RANGE;
    }

    private static FetchRange range(FileId pack, List<PlannedBlob> blobs) {
        int start = blobs.getFirst().place().offset();
        return new FetchRange(pack, start, Math.toIntExact(end(blobs.getLast()) - start), blobs);
    }

    private static long end(PlannedBlob blob) {
        return (long) blob.place().offset() + blob.place().length();
    }
}
