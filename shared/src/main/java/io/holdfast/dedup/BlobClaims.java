package io.holdfast.dedup;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Settles each id once: of all claimants of a blob exactly one gets {@link Claim.Mine}. Thread-safe. Only claims in flight
 * are kept here, so its size follows the open packs and uploads, not the volume.
 */
public final class BlobClaims {
    private static final Claim KNOWN = new Claim.Known();
    private static final Claim IN_FLIGHT = new Claim.InFlight();

    private final KnownBlobs known;
    private final Map<BlobType, Set<BlobId>> inFlight = new EnumMap<>(BlobType.class);

    public BlobClaims(KnownBlobs known) {
        this.known = known;
        for (BlobType type : BlobType.values()) {
            inFlight.put(type, ConcurrentHashMap.newKeySet());
        }
    }

    public Claim claim(BlobType type, BlobId id) {
        if (known.contains(id, type)) {
            return KNOWN;
        }
        Set<BlobId> claimed = claimed(type);
        if (!claimed.add(id)) {
            return IN_FLIGHT;
        }
        // Its last claimant may have settled it between the two looks above.
        if (known.contains(id, type)) {
            claimed.remove(id);
            return KNOWN;
        }
        return new Claim.Mine(type, id);
    }

    /** Ends a claim: the blob is known by now, or its storing was given up. */
    public void release(BlobId id, BlobType type) {
        claimed(type).remove(id);
    }

    private Set<BlobId> claimed(BlobType type) {
        Set<BlobId> claimed = inFlight.get(type);
        if (claimed == null) {
            throw new AssertionError("no claims of type " + type);
        }
        return claimed;
    }
}
