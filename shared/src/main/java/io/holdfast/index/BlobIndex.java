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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * All blobs that index files name, in memory. Lookups take no lock; additions come in batches as large as an index file. Ids
 * are spread over partitions by their first bits, so that merging takes little room. Thread-safe.
 */
public final class BlobIndex implements KnownBlobs {
    private final ReentrantLock changing = new ReentrantLock();
    private final PackTable packs = new PackTable();
    private final NamedPacks named = new NamedPacks();
    private final IndexPartition[] data = partitions();
    private final IndexPartition[] trees = partitions();

    /** Receives one blob. */
    @FunctionalInterface
    public interface BlobConsumer {
        void accept(BlobId id, BlobType type, BlobPlace place);
    }

    private static IndexPartition[] partitions() {
        return Stream.generate(IndexPartition::new).limit(IndexPartition.COUNT).toArray(IndexPartition[]::new);
    }

    @Override
    public boolean contains(BlobId id, BlobType type) {
        for (IndexSegment segment : segments(id, type)) {
            if (segment.find(id) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the blob lies, one place of several if it was stored more than once. */
    public Optional<BlobPlace> locate(BlobId id, BlobType type) {
        for (IndexSegment segment : segments(id, type)) {
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
        for (IndexSegment segment : segments(id, type)) {
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
            for (IndexPartition partition : partitions(type)) {
                for (IndexSegment segment : partition.segments()) {
                    for (int at = 0; at < segment.size(); at++) {
                        each.accept(segment.id(at), type, segment.place(at));
                    }
                }
            }
        }
    }

    /** All packs that hold an indexed blob. */
    public Set<FileId> packs() {
        Set<FileId> indexed = new HashSet<>();
        forEach((_, _, place) -> indexed.add(place.pack()));
        return indexed;
    }

    /** The blobs that there are now, each under a number. */
    public BlobNumbers numbers() {
        changing.lock();
        try {
            return new BlobNumbers(trees, data, packs, named.repeated());
        } finally {
            changing.unlock();
        }
    }

    /** How many blobs of the type there are, counting copies. */
    public long size(BlobType type) {
        return Stream.of(partitions(type)).mapToLong(IndexPartition::size).sum();
    }

    /** What packs hold by their own headers, whatever index files say. */
    public void add(FileId pack, List<PackEntry> header) {
        IndexContent content = content();
        content.add(pack, header);
        add(content);
    }

    /** Adds packs that an index file names by now. */
    public void add(Collection<StoredPack> stored) {
        IndexContent content = content();
        stored.forEach(pack -> content.add(pack.id(), pack.entries()));
        add(content);
    }

    /** Room for blobs that are to be added to this index. */
    IndexContent content() {
        return new IndexContent(packs);
    }

    void add(IndexContent content) {
        changing.lock();
        try {
            named.addAll(content.named());
            for (BlobType type : BlobType.values()) {
                for (int i = 0; i < IndexPartition.COUNT; i++) {
                    partitions(type)[i].add(content.of(type, i));
                }
            }
        } finally {
            changing.unlock();
        }
    }

    private List<IndexSegment> segments(BlobId id, BlobType type) {
        return partitions(type)[IndexPartition.of(id)].segments();
    }

    private IndexPartition[] partitions(BlobType type) {
        return switch (type) {
            case DATA -> data;
            case TREE -> trees;
        };
    }
}
