package io.holdfast.check;

import static io.holdfast.repository.TestRepositories.PASSWORD;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.Archiver;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.encrypt.KeyFile;
import io.holdfast.encrypt.ScryptCost;
import io.holdfast.foreign.Restic;
import io.holdfast.linux.TreeRoot;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.Secret;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A small repository with everything that can be damaged: three snapshots that share much, two keys of which the tests'
 * password opens one, and a lock. Opening it is cheap.
 */
record SampleRepository(String madeBy, Path folder) {
    private static final Secret OTHER_PASSWORD = new Secret("another password");
    private static final String LOCK =
            "{\"time\":\"2026-01-02T03:04:05Z\",\"exclusive\":false,\"hostname\":\"gone\",\"username\":\"u\",\"pid\":1}";
    private static final int SNAPSHOTS = 3;
    private static final List<String> LINKED = List.of("read me", "kept/linked", "docs/linked too");

    static SampleRepository byUs(Path scratch) throws IOException {
        Path folder = scratch.resolve("ours");
        SampleRepository sample = new SampleRepository("holdfast", folder);
        try (ObjectStore store = TestRepositories.directory(folder);
                OpenRepository open = TestRepositories.openOrCreate(store)) {
            for (int i = 1; i <= SNAPSHOTS; i++) {
                Path source = source(scratch, i);
                var _ = open.saveSnapshot(Snapshot.of(
                        Instant.ofEpochSecond(1_800_000_000L + i),
                        archive(open, source),
                        List.of(source.toString()),
                        "here",
                        "us",
                        List.of()));
            }
            sample.finish(store, open);
        }
        return sample;
    }

    static SampleRepository byRestic(Path scratch) throws IOException {
        Path folder = scratch.resolve("restics");
        SampleRepository sample = new SampleRepository("restic", folder);
        Restic restic = new Restic(folder, scratch);
        String _ = restic.run("init");
        try (ObjectStore store = TestRepositories.directory(folder);
                OpenRepository open = Repository.open(store, PASSWORD, Clock.systemUTC())) {
            List<StoredFile> costly = open.files().list(FileKind.KEY);
            addKey(store, open, PASSWORD);
            costly.forEach(key -> open.files().delete(FileKind.KEY, key.id()));
            for (int i = 1; i <= SNAPSHOTS; i++) {
                restic.backUp(source(scratch, i));
            }
            sample.finish(store, open);
        }
        return sample;
    }

    /** All names of the file with this path: they share its content. */
    static List<String> namesOf(String path) {
        return LINKED.contains(path) ? LINKED : List.of(path);
    }

    /** A copy that may be damaged. */
    SampleRepository copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, target.resolve(folder.relativize(file).toString()));
            }
        }
        return new SampleRepository(madeBy, target);
    }

    private void finish(ObjectStore store, OpenRepository open) {
        addKey(store, open, OTHER_PASSWORD);
        var _ = open.files().save(FileKind.LOCK, LOCK.getBytes(StandardCharsets.UTF_8));
    }

    private static void addKey(ObjectStore store, OpenRepository open, Secret password) {
        byte[] file = KeyFile.create(
                open.key(), password, new ScryptCost(1024, 8, 1), Instant.EPOCH, "tester", "here", open.random());
        store.put(FileKind.KEY.key(FileId.of(file)), ObjectContent.of(file));
    }

    private static BlobId archive(OpenRepository open, Path source) {
        IndexedRepository indexed = open.index();
        try (TreeRoot root = TreeRoot.open(source);
                BlobSaver saver = BlobSaver.open(indexed, TestRepositories.limits())) {
            BlobId tree = new Archiver(AccountNames.ofThisMachine())
                    .archive(
                            ArchiveRequest.of(root, Optional.empty()),
                            indexed,
                            saver,
                            TestRepositories.limits(),
                            ArchiveListener.SILENT)
                    .tree();
            saver.flush();
            return tree;
        }
    }

    /** What the snapshot of this number is taken of; always the same bytes. */
    private static Path source(Path scratch, int number) throws IOException {
        Path source = scratch.resolve("source-" + number);
        if (Files.exists(source)) {
            return source;
        }
        write(source.resolve("large"), 0, 2_500_000);
        write(source.resolve(LINKED.getFirst()), 0, 5_000);
        for (int i = 0; i < 8; i++) {
            write(source.resolve("docs/a-" + i), i < number ? number : 0, 1_000 * i);
            write(source.resolve("kept/deep/er/b-" + i), 0, 700 * i);
            write(source.resolve("new-" + number + "/c-" + i), number, 900 + i);
        }
        Files.createDirectories(source.resolve("empty directory"));
        for (String link : LINKED.subList(1, LINKED.size())) {
            Files.createLink(source.resolve(link), source.resolve(LINKED.getFirst()));
        }
        Files.createSymbolicLink(source.resolve("kept/symlink"), Path.of("deep"));
        return source;
    }

    private static void write(Path file, int version, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(31L * String.valueOf(file.getFileName()).hashCode() + version).nextBytes(content);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
    }
}
