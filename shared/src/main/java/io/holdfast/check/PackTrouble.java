package io.holdfast.check;

import io.holdfast.blob.FileId;

/** What is wrong with a pack as a whole, which decides how it is repaired. */
enum PackTrouble {
    MISSING,
    DAMAGED,
    UNLIKE_THE_INDEX;

    Remedy remedy(FileId pack) {
        return switch (this) {
            case MISSING ->
                indexFirst -> indexFirst
                        ? "run restic repair index, which finds what other packs have of it, and check again"
                        : "restore it from a copy, or run restic repair index and restic repair snapshots --forget, and"
                                + " back up again";
            // in this order: a new index leaves out a pack whose header is gone, and with it what is whole in it
            case DAMAGED ->
                indexFirst -> indexFirst
                        ? "run restic repair packs " + pack
                                + " and then restic repair index, which finds what other packs have of it, and check again"
                        : "restore it from a copy, or run restic repair packs " + pack
                                + " and restic repair snapshots --forget, and back up again";
            case UNLIKE_THE_INDEX ->
                Remedy.always("run restic repair index --read-all-packs, which makes the index anew from the packs");
        };
    }
}
