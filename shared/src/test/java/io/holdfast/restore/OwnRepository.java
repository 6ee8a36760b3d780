package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.TreeRoot;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.TreeBuilder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A repository in memory, and our own way into it and back. */
final class OwnRepository implements AutoCloseable {
    final DataPathLimits limits = TestRepositories.limits();
    final OpenRepository repository = TestRepositories.openOrCreate(new MemoryObjectStore());

    /** The tree of a directory that can be read as a whole. */
    BlobId backUp(Path source) {
        ArchivedTree archived = archive(source);
        assertThat(archived.troubles()).isEmpty();
        return archived.tree();
    }

    ArchivedTree archive(Path source) {
        IndexedRepository indexed = repository.index();
        try (TreeRoot root = TreeRoot.open(source);
                BlobSaver saver = BlobSaver.open(indexed, limits)) {
            ArchivedTree archived = new Archiver(AccountNames.ofThisMachine())
                    .archive(ArchiveRequest.of(root, Optional.empty()), indexed, saver, limits, ArchiveListener.SILENT);
            saver.flush();
            return archived;
        }
    }

    /** Saves trees that no directory has; answers the root's id. */
    BlobId save(Function<TreeBuilder, BlobId> making) {
        return saveBlobs(saver -> making.apply(new TreeBuilder(saver.trees())));
    }

    /** Saves a tree as it is written, whether or not it is one. */
    BlobId save(byte[] tree) {
        return saveBlobs(saver -> saver.save(BlobType.TREE, ByteBuffer.wrap(tree)));
    }

    private BlobId saveBlobs(Function<BlobSaver, BlobId> saving) {
        try (BlobSaver saver = BlobSaver.open(repository.index(), limits)) {
            BlobId root = saving.apply(saver);
            saver.flush();
            return root;
        }
    }

    RestoreReport restore(BlobId tree, Path target) {
        return restore(tree, target, RestoreListener.NONE);
    }

    RestoreReport restore(BlobId tree, Path target, RestoreListener listener) {
        try (TreeRoot root = TreeRoot.make(target)) {
            return new Restorer(repository.index(), limits).restore(tree, root, listener);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
