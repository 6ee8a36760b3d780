package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.pack.PackEntry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one or more index files name, unsorted, by type of blob and partition. Not thread-safe. */
final class IndexContent {
    private final PackTable packs;
    private final Map<BlobType, SegmentBuilder[]> blobs = new EnumMap<>(BlobType.class);
    private final NamedPacks named = new NamedPacks();
    private int pack = -1;

    /** The packs' numbers come from the table of the index that this is for. */
    IndexContent(PackTable packs) {
        this.packs = packs;
        for (BlobType type : BlobType.values()) {
            blobs.put(
                    type,
                    Stream.generate(() -> new SegmentBuilder(packs))
                            .limit(IndexPartition.COUNT)
                            .toArray(SegmentBuilder[]::new));
        }
    }

    /** Starts the blobs of a pack. */
    void pack(FileId id) {
        pack = packs.number(id);
        named.add(pack);
    }

    void add(BlobType type, BlobId id, int offset, int length, int plainLengthOrRaw) {
        of(type, IndexPartition.of(id)).add(id, pack, offset, length, plainLengthOrRaw);
    }

    void add(FileId id, List<PackEntry> entries) {
        pack(id);
        for (PackEntry entry : entries) {
            int plainLength = entry.compressed() ? entry.plainLength() : SegmentBuilder.RAW;
            add(entry.type(), entry.id(), entry.offset(), entry.length(), plainLength);
        }
    }

    NamedPacks named() {
        return named;
    }

    SegmentBuilder of(BlobType type, int partition) {
        SegmentBuilder[] partitions = blobs.get(type);
        if (partitions == null) {
            throw new AssertionError("no blobs of type " + type);
        }
        return partitions[partition];
    }
}
