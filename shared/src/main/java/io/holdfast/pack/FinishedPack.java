package io.holdfast.pack;

import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import java.nio.ByteBuffer;
import java.util.List;

/** A pack with its header and its name, ready to be stored. Only a {@link PackBuilder} makes these. */
public final class FinishedPack {
    private final FileId id;
    private final BlobType type;
    private final List<PackEntry> entries;
    private final List<ByteBuffer> parts;

    FinishedPack(FileId id, BlobType type, List<PackEntry> entries, List<ByteBuffer> parts) {
        this.id = id;
        this.type = type;
        this.entries = List.copyOf(entries);
        this.parts = List.copyOf(parts);
    }

    public FileId id() {
        return id;
    }

    public BlobType type() {
        return type;
    }

    public List<PackEntry> entries() {
        return entries;
    }

    /** Its bytes, one part after the other; they stand as long as the builder's buffer is left alone. */
    public List<ByteBuffer> parts() {
        return parts;
    }
}
