package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.dedup.KnownBlobs;
import io.holdfast.pack.PackEntry;
import io.holdfast.upload.StoredPack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All blobs that index files name, in memory. Lookups take no lock; additions come in batches as large as an index file and
 * make a sorted segment each, and segments of similar size are merged, so there are few. Thread-safe.
 */
public final class BlobIndex implements KnownBlobs {
    private final ReentrantLock changing = new ReentrantLock();
    private volatile List<IndexSegment> data = List.of();
    private volatile List<IndexSegment> trees = List.of();

    /** Receives one blob. */
    @FunctionalInterface
    public interface BlobConsumer {
        void accept(BlobId id, BlobType type, BlobPlace place);
    }

    @Override
    public boolean contains(BlobId id, BlobType type) {
        for (IndexSegment segment : segments(type)) {
            if (segment.find(id) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the blob lies, one place of several if it was stored more than once. */
    public Optional<BlobPlace> locate(BlobId id, BlobType type) {
        for (IndexSegment segment : segments(type)) {
            int at = segment.find(id);
            if (at >= 0) {
                return Optional.of(segment.place(at));
            }
        }
        return Optional.empty();
    }

    /** Every place of the blob. */
    public List<BlobPlace> locateAll(BlobId id, BlobType type) {
        List<BlobPlace> found = new ArrayList<>();
        for (IndexSegment segment : segments(type)) {
            int at = segment.find(id);
            for (; at >= 0 && segment.isAt(at, id); at++) {
                found.add(segment.place(at));
            }
        }
        return found;
    }

    /** Every place of every blob, by type and id within a segment. */
    public void forEach(BlobConsumer each) {
        for (BlobType type : BlobType.values()) {
            for (IndexSegment segment : segments(type)) {
                for (int at = 0; at < segment.size(); at++) {
                    each.accept(segment.id(at), type, segment.place(at));
                }
            }
        }
    }

    /** All packs that hold an indexed blob. */
    public Set<FileId> packs() {
        Set<FileId> packs = new HashSet<>();
        for (BlobType type : BlobType.values()) {
            segments(type).forEach(segment -> packs.addAll(segment.packs()));
        }
        return packs;
    }

    /** The blobs that there are now, each under a number. */
    public BlobNumbers numbers() {
        return new BlobNumbers(trees, data);
    }

    /** How many blobs of the type there are, counting copies. */
    public long size(BlobType type) {
        return segments(type).stream().mapToLong(IndexSegment::size).sum();
    }

    /** What packs hold by their own headers, whatever index files say. */
    public static BlobIndex ofHeaders(Map<FileId, List<PackEntry>> headers) {
        IndexContent content = new IndexContent();
        headers.forEach(content::add);
        BlobIndex index = new BlobIndex();
        index.add(content);
        return index;
    }

    /** Adds packs that an index file names by now. */
    public void add(Collection<StoredPack> packs) {
        IndexContent content = new IndexContent();
        packs.forEach(pack -> content.add(pack.id(), pack.entries()));
        add(content);
    }

    void add(IndexContent content) {
        changing.lock();
        try {
            data = with(data, content.of(BlobType.DATA));
            trees = with(trees, content.of(BlobType.TREE));
        } finally {
            changing.unlock();
        }
    }

    /** Merges as a binary counter carries: each segment stays more than twice as large as the one after it. */
    private static List<IndexSegment> with(List<IndexSegment> segments, SegmentBuilder added) {
        if (added.size() == 0) {
            return segments;
        }
        List<IndexSegment> result = new ArrayList<>(segments);
        SegmentBuilder last = added;
        while (!result.isEmpty() && result.getLast().size() <= 2 * last.size()) {
            last.addAll(result.removeLast());
        }
        result.add(last.build());
        return List.copyOf(result);
    }

    private List<IndexSegment> segments(BlobType type) {
        return switch (type) {
            case DATA -> data;
            case TREE -> trees;
        };
    }
}
