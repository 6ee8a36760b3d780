package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.upload.FileKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Loads trees that a walk asks for one after the other. A backup stores the trees of a directory's children next to each other
 * and just before its own, so what lies before a tree in its pack is fetched with it: one request to the store serves
 * thousands of directories. Keeps {@value #KEPT} windows of {@value #WINDOW} bytes. Not thread-safe.
 */
final class TreeReadAhead {
    private static final int WINDOW = 4 << 20;
    private static final int KEPT = 4;

    private final IndexedRepository repository;
    private final Deque<Window> windows = new ArrayDeque<>();

    /** Part of a pack, from an offset on. */
    private static final class Window {
        private final FileId pack;
        private final int start;
        private final byte[] bytes;

        Window(FileId pack, int start, byte[] bytes) {
            this.pack = pack;
            this.start = start;
            this.bytes = bytes;
        }

        boolean holds(BlobPlace place) {
            return pack.equals(place.pack())
                    && place.offset() >= start
                    && place.offset() + place.length() <= start + bytes.length;
        }
    }

    TreeReadAhead(IndexedRepository repository) {
        this.repository = repository;
    }

    /** The tree's bytes, checked against its id. */
    byte[] load(BlobId tree) {
        Optional<BlobPlace> place = repository.locate(tree, BlobType.TREE);
        if (place.isEmpty() || place.get().length() > WINDOW) {
            return repository.load(tree, BlobType.TREE);
        }
        try {
            Window window = window(place.get());
            return repository.open(tree, place.get(), window.bytes, place.get().offset() - window.start);
        } catch (BackupException failure) {
            if (failure.kind() != FailureKind.CORRUPT) {
                throw failure;
            }
            return repository.load(tree, BlobType.TREE); // Looks for another copy, and says what is wrong otherwise.
        }
    }

    private Window window(BlobPlace place) {
        for (Iterator<Window> each = windows.iterator(); each.hasNext(); ) {
            Window window = each.next();
            if (window.holds(place)) {
                each.remove();
                windows.addFirst(window);
                return window;
            }
        }
        if (windows.size() == KEPT) {
            windows.removeLast();
        }
        Window fetched = fetch(place);
        windows.addFirst(fetched);
        return fetched;
    }

    private Window fetch(BlobPlace place) {
        int end = place.offset() + place.length();
        int start = Math.max(0, end - WINDOW);
        String key = FileKind.PACK.key(place.pack());
        return new Window(place.pack(), start, repository.repository().store().getRange(key, start, end - start));
    }
}
