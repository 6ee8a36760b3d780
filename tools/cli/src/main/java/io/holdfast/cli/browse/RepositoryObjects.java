package io.holdfast.cli.browse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.blob.IdPrefix;
import io.holdfast.browse.BlobLookup;
import io.holdfast.browse.SnapshotName;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.cli.output.ByteOutput;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.upload.FileKind;

/** Writes objects of a repository by the beginnings of their ids; JSON ends with a new line. */
record RepositoryObjects(OpenRepository repository, ByteOutput bytes) {
    void config() {
        json(repository.configJson());
    }

    void index(String id) {
        sealed(FileKind.INDEX, id);
    }

    void lock(String id) {
        sealed(FileKind.LOCK, id);
    }

    void snapshot(String id) {
        json(repository.files().load(FileKind.SNAPSHOT, repository.snapshot(id).id()));
    }

    void key(String id) {
        stored(FileKind.KEY, id);
        bytes.write("\n".getBytes(UTF_8));
    }

    void pack(String id) {
        stored(FileKind.PACK, id);
    }

    void blob(String id) {
        IndexedRepository indexed = repository.index();
        BlobLookup.TypedBlob found = new BlobLookup(indexed).find(IdPrefix.parse(id), BlobType.DATA, BlobType.TREE);
        bytes.write(indexed.load(found.id(), found.type()));
    }

    /** Of a directory of a snapshot, or else by its own id. */
    void tree(String name) {
        try {
            SnapshotTree tree = SnapshotTree.find(repository, SnapshotName.parse(name), SnapshotFilter.ALL);
            bytes.write(tree.repository().load(tree.tree(), BlobType.TREE));
        } catch (BackupException e) {
            if (e.kind() != FailureKind.NOT_FOUND || name.contains(":")) {
                throw e;
            }
            IndexedRepository indexed = repository.index();
            BlobLookup.TypedBlob found = new BlobLookup(indexed).find(IdPrefix.parse(name), BlobType.TREE);
            bytes.write(indexed.load(found.id(), found.type()));
        }
    }

    private void sealed(FileKind kind, String id) {
        json(repository.files().load(kind, repository.files().find(kind, IdPrefix.parse(id))));
    }

    private void json(byte[] json) {
        bytes.write(json);
        bytes.write("\n".getBytes(UTF_8));
    }

    /** The file as it lies in the store, also where it is damaged; that is told after it. */
    private void stored(FileKind kind, String id) {
        FileId file = repository.files().find(kind, IdPrefix.parse(id));
        byte[] content = repository.store().get(kind.key(file));
        bytes.write(content);
        if (!FileId.of(content).equals(file)) {
            throw repository
                    .files()
                    .damaged(
                            kind,
                            file,
                            new BackupException(
                                    FailureKind.CORRUPT, "the bytes do not have the hash that is its name"));
        }
    }
}
