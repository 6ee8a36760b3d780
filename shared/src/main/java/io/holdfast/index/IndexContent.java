package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.pack.PackEntry;
import java.util.List;

/** What one or more index files name, unsorted, by type of blob. Not thread-safe. */
final class IndexContent {
    private final SegmentBuilder data = new SegmentBuilder();
    private final SegmentBuilder trees = new SegmentBuilder();

    /** Starts the blobs of a pack. */
    void pack(FileId pack) {
        data.pack(pack);
        trees.pack(pack);
    }

    void add(BlobType type, BlobId id, int offset, int length, int plainLengthOrRaw) {
        of(type).add(id, offset, length, plainLengthOrRaw);
    }

    void add(FileId pack, List<PackEntry> entries) {
        pack(pack);
        for (PackEntry entry : entries) {
            int plainLength = entry.compressed() ? entry.plainLength() : SegmentBuilder.RAW;
            add(entry.type(), entry.id(), entry.offset(), entry.length(), plainLength);
        }
    }

    /** Of all that is to be added, {@code share} has been then. */
    void addAll(IndexContent other, double share) {
        data.addAll(other.data, share);
        trees.addAll(other.trees, share);
    }

    SegmentBuilder of(BlobType type) {
        return switch (type) {
            case DATA -> data;
            case TREE -> trees;
        };
    }
}
