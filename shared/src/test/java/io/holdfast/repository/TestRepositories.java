package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.encrypt.ScryptCost;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.task.Secret;
import io.holdfast.upload.FileKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Repositories for tests, with a key that is cheap to open. */
public final class TestRepositories {
    public static final Secret PASSWORD = new Secret(Restic.PASSWORD);
    public static final RepositoryOptions CHEAP =
            new RepositoryOptions(new ScryptCost(1024, 8, 1), "tester", "test-host");

    private TestRepositories() {}

    public static ObjectStore directory(Path path) {
        return ObjectStores.open(new StoreLocation.Directory(path), new StoreCredentials.Ambient());
    }

    public static OpenRepository openOrCreate(ObjectStore store) {
        return Repository.openOrCreate(store, PASSWORD, CHEAP, Clock.systemUTC());
    }

    /** A shared lock, without the wait for others who might lock at the same moment. */
    public static RepositoryLock lockAtOnce(OpenRepository repository) {
        LockTimes standard = LockTimes.STANDARD;
        LockTimes times = new LockTimes(
                Duration.ZERO,
                standard.refresh(),
                standard.retry(),
                standard.lost(),
                standard.stale(),
                standard.again());
        return repository.lock(new LockOwner("test-host", "tester"), LockMode.SHARED, times);
    }

    /** A lock that counts as not renewed in time, its file still being there. */
    public static RepositoryLock lostLock(OpenRepository repository) {
        LockTimes expired = new LockTimes(
                Duration.ofMillis(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ZERO);
        return repository.lock(new LockOwner("test-host", "tester"), LockMode.SHARED, expired);
    }

    /** A lock that nobody renews, as a process leaves it that dies. */
    public static FileId leaveLock(
            OpenRepository repository, Instant time, String hostname, String username, long pid) {
        LockFile lock = new LockFile(time, false, hostname, username, pid);
        return repository.files().save(FileKind.LOCK, lock.encode());
    }

    public static DataPathLimits limits() {
        return DataPathLimits.of(4, 2, 256L << 20);
    }
}
