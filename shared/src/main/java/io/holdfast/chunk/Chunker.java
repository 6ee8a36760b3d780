package io.holdfast.chunk;

import java.util.Arrays;

/**
 * Where chunks end, for one key. Three steps, each a function of the 64 bytes before a position, so that equal data are cut
 * equally wherever they lie:
 *
 * <ol>
 *   <li>A gear hash with a keyed table proposes about every 4,096th position. It is fast and alone not safe: boundaries of
 *       known data would give its table away.
 *   <li>SipHash under another key decides whether the proposal counts, and
 *   <li>how far behind it the chunk ends, so that the lengths do not even tell where the proposals are.
 * </ol>
 *
 * A window of 64 zeros always ends the chunk at once: a run of zeros is cut into chunks of exactly the minimum, whatever the
 * key, and holes need not be read to know their chunks. Immutable; made once for each repository.
 */
public final class Chunker {
    /** What the repository's key has to be derived with, and to how many bytes. */
    public static final String KEY_LABEL = "holdfast chunk boundaries 1";

    public static final int KEY_LENGTH = 32;

    static final int WINDOW = 64;

    private static final byte[] ZEROS = new byte[WINDOW];
    private static final int PROPOSAL_BITS = 12;

    /**
     * A chunk ends fewer than this many bytes behind its proposal. Eight proposals fall into such a span on average, so
     * that a boundary is consistent with nearly any table.
     */
    private static final int SPREAD = 32 * 1024;

    private final ChunkSizes sizes;
    private final SipHash decision;
    private final long decisionMask;
    private final long[] gear = new long[256];

    public Chunker(byte[] key) {
        this(key, ChunkSizes.DEFAULT);
    }

    public Chunker(byte[] key, ChunkSizes sizes) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a chunker's key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.sizes = sizes;
        this.decision = new SipHash(key, 0);
        this.decisionMask = Math.max(0, ((sizes.average() - sizes.min()) >> PROPOSAL_BITS) - 1);
        SipHash table = new SipHash(key, 16);
        for (int i = 1; i < gear.length; i++) {
            gear[i] = table.hash(i);
        }
    }

    public ChunkSizes sizes() {
        return sizes;
    }

    /** Begins to look for the end of a chunk. */
    public ChunkScan begin() {
        return new ChunkScan(this);
    }

    /**
     * Looks for a proposal that counts at {@code from} or later, up to {@code to}: the position behind its window, negative
     * where there is none. The window before {@code from} must lie in the data.
     */
    int findBoundary(byte[] data, int from, int to) {
        long hash = 0;
        for (int i = from - WINDOW; i < from - 1; i++) {
            hash = (hash << 1) + gear[data[i] & 0xff];
        }
        for (int i = from - 1; i < to; i++) {
            hash = (hash << 1) + gear[data[i] & 0xff];
            if (hash >>> (Long.SIZE - PROPOSAL_BITS) == 0 && counts(data, i + 1)) {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean counts(byte[] data, int position) {
        return isZeroWindow(data, position) || (windowHash(data, position) & decisionMask) == 0;
    }

    /** Where the chunk ends that this proposal ends. */
    int endBehind(byte[] data, int proposal) {
        if (isZeroWindow(data, proposal)) {
            return proposal;
        }
        int distance = (int) (windowHash(data, proposal) >>> 32) & (SPREAD - 1);
        return Math.min(proposal + distance, sizes.max());
    }

    private long windowHash(byte[] data, int position) {
        return decision.hash(data, position - WINDOW, WINDOW);
    }

    private static boolean isZeroWindow(byte[] data, int position) {
        return Arrays.equals(data, position - WINDOW, position, ZEROS, 0, WINDOW);
    }
}
