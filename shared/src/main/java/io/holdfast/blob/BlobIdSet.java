package io.holdfast.blob;

import java.util.function.Consumer;

/** Ids side by side in one array, for walks that meet millions: some 50 bytes each. Not thread-safe. */
public final class BlobIdSet {
    private static final int WORDS = 4;
    private static final int FIRST_CAPACITY = 64;

    /** Four words an id, at the first free place from where its hash points to; the id of zeros stands for none. */
    private long[] words = new long[FIRST_CAPACITY * WORDS];

    private int size;
    private boolean hasZero;

    /** False where it is there already. */
    public boolean add(BlobId id) {
        if (isZero(id)) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        int at = place(id);
        if (!isFree(at)) {
            return false;
        }
        put(id, at);
        size++;
        if (size > capacity() / 3 * 2) {
            grow();
        }
        return true;
    }

    public boolean contains(BlobId id) {
        return isZero(id) ? hasZero : isAt(id, place(id));
    }

    /** In no order. */
    public void forEach(Consumer<BlobId> each) {
        if (hasZero) {
            each.accept(BlobId.fromWords(0, 0, 0, 0));
        }
        for (int at = 0; at < words.length; at += WORDS) {
            if (!isFree(at)) {
                each.accept(BlobId.fromWords(words[at], words[at + 1], words[at + 2], words[at + 3]));
            }
        }
    }

    public int size() {
        return size + (hasZero ? 1 : 0);
    }

    private int capacity() {
        return words.length / WORDS;
    }

    /** Where the id is, or would be put. */
    private int place(BlobId id) {
        int mask = capacity() - 1;
        int slot = (int) id.word(0) & mask;
        while (!isAt(id, slot * WORDS) && !isFree(slot * WORDS)) {
            slot = (slot + 1) & mask;
        }
        return slot * WORDS;
    }

    private boolean isFree(int at) {
        return (words[at] | words[at + 1] | words[at + 2] | words[at + 3]) == 0;
    }

    private boolean isAt(BlobId id, int at) {
        return words[at] == id.word(0)
                && words[at + 1] == id.word(1)
                && words[at + 2] == id.word(2)
                && words[at + 3] == id.word(3);
    }

    private void put(BlobId id, int at) {
        for (int word = 0; word < WORDS; word++) {
            words[at + word] = id.word(word);
        }
    }

    private void grow() {
        long[] old = words;
        words = new long[Math.multiplyExact(old.length, 2)];
        for (int at = 0; at < old.length; at += WORDS) {
            BlobId id = BlobId.fromWords(old[at], old[at + 1], old[at + 2], old[at + 3]);
            if (!isZero(id)) {
                put(id, place(id));
            }
        }
    }

    private static boolean isZero(BlobId id) {
        return (id.word(0) | id.word(1) | id.word(2) | id.word(3)) == 0;
    }
}
