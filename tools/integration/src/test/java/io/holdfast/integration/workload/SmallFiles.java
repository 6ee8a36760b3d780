package io.holdfast.integration.workload;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.Secret;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A snapshot of many small files, each with content of its own, that were on no disk. */
public final class SmallFiles {
    /** Bytes of each. */
    private static final int SIZE = 100;

    private SmallFiles() {}

    /** Adds it to a repository, with so many directories of so many files. */
    public static void addTo(Path repository, String password, int directories, int filesEach) {
        DataPathLimits limits = DataPathLimits.of(4, 2, 256 << 20);
        try (ObjectStore store =
                        ObjectStores.open(new StoreLocation.Directory(repository), new StoreCredentials.Ambient());
                OpenRepository open = Repository.open(store, new Secret(password), Clock.systemUTC())) {
            BlobId root;
            try (BlobSaver saver = BlobSaver.open(open.index(), limits)) {
                TreeBuilder roots = new TreeBuilder(saver.trees());
                for (int directory = 0; directory < directories; directory++) {
                    roots.add(TreeNode.builder(name("directory", directory), NodeType.DIRECTORY)
                            .subtree(directory(saver, (long) directory * filesEach, filesEach))
                            .build());
                }
                root = roots.save();
                saver.flush();
            }
            var _ = open.saveSnapshot(Snapshot.of(Instant.EPOCH, root, List.of("/files"), "here", "tester", List.of()));
        }
    }

    private static BlobId directory(BlobSaver saver, long first, int files) {
        TreeBuilder tree = new TreeBuilder(saver.trees());
        for (int file = 0; file < files; file++) {
            byte[] content = new byte[SIZE];
            new Random(first + file).nextBytes(content);
            tree.add(TreeNode.builder(name("a file of usual length", file), NodeType.FILE)
                    .size(SIZE)
                    .content(List.of(saver.save(BlobType.DATA, ByteBuffer.wrap(content))))
                    .build());
        }
        return tree.save();
    }

    private static FileName name(String kind, int number) {
        return FileName.of("%s %07d".formatted(kind, number));
    }
}
