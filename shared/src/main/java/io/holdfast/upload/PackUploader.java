package io.holdfast.upload;

import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.pack.FinishedPack;

/** Stores packs on the calling thread. Thread-safe. */
public final class PackUploader {
    private final ObjectStore store;

    public PackUploader(ObjectStore store) {
        this.store = store;
    }

    /** Returns once the pack is durable. */
    public StoredPack store(FinishedPack pack) {
        store.put(FileKind.PACK.key(pack.id()), new ObjectContent.Bytes(pack.parts()));
        return new StoredPack(pack.id(), pack.entries());
    }
}
