package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.IdPrefix;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.IndexedRepository;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds blobs by their ids, or by how these begin. */
public final class BlobLookup {
    private final IndexedRepository repository;

    public BlobLookup(IndexedRepository repository) {
        this.repository = repository;
    }

    /** A blob and its type: the same bytes may be both data and tree. */
    public record TypedBlob(BlobId id, BlobType type) {}

    /** The only blob of one of these types whose id begins so, or with data before trees where they share an id. */
    public TypedBlob find(IdPrefix prefix, BlobType... types) {
        Set<TypedBlob> found = all(prefix, types);
        if (found.isEmpty()) {
            throw new BackupException(FailureKind.NOT_FOUND, "No index knows a blob with the id " + prefix + ".");
        }
        if (found.stream().map(TypedBlob::id).distinct().count() > 1) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    found.size() + " ids of blobs begin with " + prefix + "; give more digits.");
        }
        return found.iterator().next();
    }

    private Set<TypedBlob> all(IdPrefix prefix, BlobType... types) {
        Set<TypedBlob> found = new LinkedHashSet<>();
        Set<BlobType> wanted = Set.of(types);
        repository.index().forEach((id, type, _) -> {
            if (wanted.contains(type) && prefix.begins(id)) {
                found.add(new TypedBlob(id, type));
            }
        });
        return found;
    }
}
