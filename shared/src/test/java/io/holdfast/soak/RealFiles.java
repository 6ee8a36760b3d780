package io.holdfast.soak;

import static org.awaitility.Awaitility.await;

import io.holdfast.archive.TestArchives;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.crash.VariedTree;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.pack.PackHeader;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.TestRepositories;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What parsers get of real repositories, one of ours and one of restic's, of the same folder: opened, but as it was written. */
public final class RealFiles {
    public final List<byte[]> packHeaders = new ArrayList<>();
    public final List<byte[]> indexes = new ArrayList<>();
    public final List<byte[]> trees = new ArrayList<>();
    public final List<byte[]> snapshots = new ArrayList<>();
    public final List<byte[]> keyFiles = new ArrayList<>();
    public final List<byte[]> configs = new ArrayList<>();
    public final List<byte[]> locks = new ArrayList<>();

    public RealFiles(Path folder) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        VariedTree.fill(source);
        addOurs(folder.resolve("ours"), source);
        addRestics(folder.resolve("restics"), source, folder);
    }

    private void addOurs(Path folder, Path source) {
        try (ObjectStore store = TestRepositories.directory(folder);
                OpenRepository repository = TestRepositories.openOrCreate(store);
                RepositoryLock lock = TestRepositories.lockAtOnce(repository)) {
            FileId _ = TestArchives.snapshot(repository, source, Instant.parse("2026-05-06T07:08:09.123456789Z"));
            lock.ensureHeld();
            add(repository);
        }
    }

    private void addRestics(Path folder, Path source, Path scratch) throws IOException, InterruptedException {
        Restic restic = new Restic(folder, scratch);
        String _ = restic.run("init");
        restic.backUp(source, "--tag", "a,b", "--exclude", "nothing");
        Process holder = restic.start("backup", "--stdin", "--quiet");
        try (ObjectStore store = TestRepositories.directory(folder);
                OpenRepository repository = TestRepositories.openOrCreate(store)) {
            await().atMost(1, TimeUnit.MINUTES)
                    .until(() -> !repository.files().list(FileKind.LOCK).isEmpty());
            add(repository);
        } finally {
            try (OutputStream input = holder.getOutputStream()) {
                input.write('x');
            }
            int _ = holder.waitFor();
        }
    }

    private void add(OpenRepository repository) {
        addAll(repository, FileKind.INDEX, indexes);
        addAll(repository, FileKind.SNAPSHOT, snapshots);
        addAll(repository, FileKind.LOCK, locks);
        configs.add(repository.configJson());
        for (StoredFile key : repository.files().list(FileKind.KEY)) {
            keyFiles.add(repository.store().get(FileKind.KEY.key(key.id())));
        }
        for (StoredFile pack : repository.files().list(FileKind.PACK)) {
            packHeaders.add(header(repository, pack));
        }
        IndexedRepository indexed = repository.index();
        indexed.index().forEach((id, type, _) -> {
            if (type == BlobType.TREE) {
                trees.add(indexed.load(id, type));
            }
        });
    }

    private static void addAll(OpenRepository repository, FileKind kind, List<byte[]> contents) {
        for (StoredFile file : repository.files().list(kind)) {
            contents.add(repository.files().load(kind, file.id()));
        }
    }

    private static byte[] header(OpenRepository repository, StoredFile pack) {
        byte[] bytes = repository.store().get(FileKind.PACK.key(pack.id()));
        int end = bytes.length - PackHeader.LENGTH_FIELD;
        int length = PackHeader.sealedLength(Arrays.copyOfRange(bytes, end, bytes.length), bytes.length);
        return new ByteSealer(repository.key(), repository.random()).open(Arrays.copyOfRange(bytes, end - length, end));
    }
}
