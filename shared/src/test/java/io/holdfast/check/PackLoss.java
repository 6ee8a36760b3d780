package io.holdfast.check;

import io.holdfast.index.BlobPlace;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import java.util.Arrays;

/** Ways in which a pack loses blobs, each of which is repaired otherwise. */
enum PackLoss {
    GONE,
    SECOND_HALF_GONE,
    BIT_FLIPPED;

    boolean loses(BlobPlace place, int packSize) {
        int end = place.offset() + place.length();
        return switch (this) {
            case GONE -> true;
            case SECOND_HALF_GONE -> end > packSize / 2;
            case BIT_FLIPPED -> place.offset() <= packSize / 3 && end > packSize / 3;
        };
    }

    void apply(ObjectStore store, String key) {
        byte[] bytes = store.get(key);
        switch (this) {
            case GONE -> store.delete(key);
            case SECOND_HALF_GONE -> store.put(key, ObjectContent.of(Arrays.copyOf(bytes, bytes.length / 2)));
            case BIT_FLIPPED -> {
                bytes[bytes.length / 3] ^= 1;
                store.put(key, ObjectContent.of(bytes));
            }
        }
    }
}
