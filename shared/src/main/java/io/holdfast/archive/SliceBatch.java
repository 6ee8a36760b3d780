package io.holdfast.archive;

import io.holdfast.task.EntrySpan;
import java.util.ArrayList;
import java.util.List;

/** Entries that go into one slice together, how much they are, and the spans of directories below that lie among them. */
final class SliceBatch {
    private final List<EntrySpan> spans = new ArrayList<>();
    private long bytes;
    private long entries;
    private long spanCharacters;

    boolean isEmpty() {
        return entries == 0;
    }

    List<EntrySpan> spans() {
        return spans;
    }

    long bytes() {
        return bytes;
    }

    long entries() {
        return entries;
    }

    void addSpan(EntrySpan span) {
        spans.add(span);
        spanCharacters +=
                span.directory().length() + span.after().length() + span.upTo().length();
        span.without().forEach(this::countText);
    }

    void addAll(SliceBatch other) {
        spans.addAll(other.spans);
        spanCharacters += other.spanCharacters;
        bytes += other.bytes;
        entries += other.entries;
    }

    /** Counts a name that a span will have to hold. */
    void countText(String name) {
        spanCharacters += name.length();
    }

    /** Whether the two are too much for one slice. */
    boolean overflowsWith(SliceBatch other, SliceTarget target) {
        return bytes + other.bytes > target.bytes()
                || entries + other.entries > target.entries()
                || spanCharacters + other.spanCharacters > target.spanCharacters();
    }

    static SliceBatch of(long bytes, long entries) {
        SliceBatch batch = new SliceBatch();
        batch.bytes = bytes;
        batch.entries = entries;
        return batch;
    }
}
