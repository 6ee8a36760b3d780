package io.holdfast.upload;

import io.holdfast.blob.FileId;
import io.holdfast.pack.PackEntry;
import java.util.List;

/** A pack that is durable in the store, and not yet indexed. Only {@link PackUploader} makes these. */
public final class StoredPack {
    private final FileId id;
    private final List<PackEntry> entries;

    StoredPack(FileId id, List<PackEntry> entries) {
        this.id = id;
        this.entries = entries;
    }

    public FileId id() {
        return id;
    }

    public List<PackEntry> entries() {
        return entries;
    }
}
