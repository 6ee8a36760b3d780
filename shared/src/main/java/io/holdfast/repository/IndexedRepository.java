package io.holdfast.repository;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.dedup.KnownBlobs;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobIndex;
import io.holdfast.index.BlobPlace;
import io.holdfast.pack.PackEntry;
import io.holdfast.snapshot.TreeDecoder;
import io.holdfast.snapshot.TreeNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A repository whose index is in memory. Sees what was indexed when it was loaded, and what savers of this process have
 * indexed since. Thread-safe.
 */
public final class IndexedRepository implements KnownBlobs {
    private final OpenRepository repository;
    private final BlobIndex index;
    private final BlobReader reader;

    IndexedRepository(OpenRepository repository, BlobIndex index, BlobReader reader) {
        this.repository = repository;
        this.index = index;
        this.reader = reader;
    }

    public OpenRepository repository() {
        return repository;
    }

    public BlobIndex index() {
        return index;
    }

    @Override
    public boolean contains(BlobId id, BlobType type) {
        return index.contains(id, type);
    }

    public Optional<BlobPlace> locate(BlobId id, BlobType type) {
        return index.locate(id, type);
    }

    /** The plaintext, checked against its id; from another copy where there is one and the first is damaged. */
    public byte[] load(BlobId id, BlobType type) {
        List<BlobPlace> places = index.locateAll(id, type);
        BackupException failure = null;
        for (BlobPlace place : places) {
            try {
                return reader.load(id, place);
            } catch (BackupException e) {
                if (e.kind() != FailureKind.CORRUPT) {
                    throw e;
                }
                failure = failure == null ? e : failure;
            }
        }
        throw failure != null ? failure : unknown(id, type);
    }

    /** Opens a blob whose sealed bytes the caller has fetched, {@code place.length()} of them from the offset on. */
    public byte[] open(BlobId id, BlobPlace place, byte[] sealed, int offset) {
        return reader.open(id, place, sealed, offset);
    }

    /** The nodes of a directory, all at once. */
    public List<TreeNode> tree(BlobId id) {
        return decode(id, TreeDecoder::decode);
    }

    /** The nodes of a directory one after the other; the objects of a large one are never all alive. */
    public Iterator<TreeNode> nodes(BlobId id) {
        return decode(id, TreeDecoder::new);
    }

    /** What the pack's own header says it holds, fetched from the store. */
    public List<PackEntry> packHeader(FileId pack) {
        return reader.header(pack);
    }

    private <T> T decode(BlobId id, Function<byte[], T> decoder) {
        byte[] tree = load(id, BlobType.TREE);
        try {
            return decoder.apply(tree);
        } catch (BackupException e) {
            throw new BackupException(
                    e.kind(),
                    "The tree " + id + " in " + repository.store().describe() + " cannot be read: " + e.getMessage()
                            + ". Run restic repair snapshots --forget.",
                    e);
        }
    }

    private BackupException unknown(BlobId id, BlobType type) {
        return new BackupException(
                FailureKind.CORRUPT,
                "The " + type.label() + " blob " + id + " is in no index of "
                        + repository.store().describe()
                        + ". Run restic repair index; if that does not find it, restic repair snapshots --forget.");
    }
}
