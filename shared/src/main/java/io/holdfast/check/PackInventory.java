package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.index.BlobIndex;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the packs that are there against those that the index names. */
final class PackInventory {
    private final SealedFiles files;
    private final Findings findings;

    PackInventory(SealedFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** The packs that are there with the right size; each of them can be read. */
    List<StoredFile> check(BlobIndex index) {
        Map<FileId, IndexedPack> indexed = new HashMap<>();
        index.forEach((_, _, place) ->
                indexed.computeIfAbsent(place.pack(), _ -> new IndexedPack()).add(place));
        List<StoredFile> sound = new ArrayList<>();
        for (StoredFile stored : files.list(FileKind.PACK)) {
            IndexedPack expected = indexed.remove(stored.id());
            if (expected == null) {
                findings.hint(
                        "pack " + stored.id(),
                        "no index names it: an interrupted backup left it, and it takes up " + stored.size() + " bytes",
                        "run restic prune, which removes it");
            } else if (stored.size() != expected.expectedSize()) {
                findings.error(
                        "pack " + stored.id(),
                        "it has " + stored.size() + " bytes instead of " + expected.expectedSize() + ": some of its "
                                + expected.blobs() + " blobs are lost",
                        "restore it from a copy, or run restic repair packs " + stored.id()
                                + " and restic repair snapshots --forget, and back up again");
            } else {
                sound.add(stored);
            }
        }
        indexed.forEach((pack, lost) -> findings.error(
                "pack " + pack,
                "it is missing: its " + lost.blobs() + " blobs are lost, and the files that need them",
                "restore it from a copy, or run restic repair index and restic repair snapshots --forget, and back up"
                        + " again"));
        return sound;
    }
}
