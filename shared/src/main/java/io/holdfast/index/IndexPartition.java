package io.holdfast.index;

import io.holdfast.blob.BlobId;
import java.util.ArrayList;
import java.util.List;

/**
 * Blobs of one type whose ids begin alike. Each addition makes a sorted segment, and segments of similar size are merged, so
 * there are few. Any thread may look; one at a time adds.
 */
final class IndexPartition {
    private static final int BITS = 6;

    /** How many there are for each type of blob. */
    static final int COUNT = 1 << BITS;

    private volatile List<IndexSegment> segments = List.of();

    /** The number of the partition that the id lies in. */
    static int of(BlobId id) {
        return (int) (id.word(0) >>> (Long.SIZE - BITS));
    }

    List<IndexSegment> segments() {
        return segments;
    }

    long size() {
        return segments.stream().mapToLong(IndexSegment::size).sum();
    }

    /** Merges as a binary counter carries: each segment stays more than twice as large as the one after it. */
    void add(SegmentBuilder added) {
        if (added.size() == 0) {
            return;
        }
        List<IndexSegment> result = new ArrayList<>(segments);
        SegmentBuilder last = added;
        while (!result.isEmpty() && result.getLast().size() <= 2 * last.size()) {
            last.addAll(result.removeLast());
        }
        result.add(last.build());
        segments = List.copyOf(result);
    }
}
