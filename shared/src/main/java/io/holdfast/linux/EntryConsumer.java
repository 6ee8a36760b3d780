package io.holdfast.linux;

/** Takes what a directory lists, entry by entry. */
@FunctionalInterface
public interface EntryConsumer {
    void entry(FileName name, FileType type);
}
