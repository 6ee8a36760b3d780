package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.foreign.Restic;
import io.holdfast.foreign.SampleTree;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TestRepositories;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;

/** The sample tree, backed up by the real restic. */
public final class BackedUpSample {
    private final Path source;
    private final Path repository;

    private BackedUpSample(Path source, Path repository) {
        this.source = source;
        this.repository = repository;
    }

    public static BackedUpSample make(Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        SampleTree.fill(source);
        BackedUpSample sample = new BackedUpSample(source, folder.resolve("repository"));
        Restic restic = new Restic(sample.repository, folder);
        String _ = restic.run("init");
        restic.backUp(source);
        return sample;
    }

    public Path source() {
        return source;
    }

    public OpenRepository open() {
        return open(repository);
    }

    public static OpenRepository open(Path repository) {
        ObjectStore store = TestRepositories.directory(repository);
        return Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC());
    }

    public static BlobId rootTree(OpenRepository repository) {
        return repository.snapshot("latest").snapshot().tree();
    }

    /** A copy of the repository that a test may damage. */
    public Path copyTo(Path target) throws IOException {
        Files.walkFileTree(repository, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(target.resolve(repository.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(repository.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return target;
    }
}
