package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes from the first to the last. Some blobs are fetched and opened ahead, side by side: {@value #AT_MOST} bytes of
 * them and one more, whatever the file's size.
 */
public final class FileContent {
    private static final int SIDE_BY_SIDE = 8;
    private static final long AT_MOST = 16 << 20;

    private final IndexedRepository repository;

    public FileContent(IndexedRepository repository) {
        this.repository = repository;
    }

    /** A blob on its way. Whoever takes it gets its bytes or its failure: what comes before a lost blob can be read. */
    private record Coming(BlobId id, long size, Future<Supplier<byte[]>> loading) {}

    /** Hands on all bytes of the file, in order; {@code CORRUPT} names it, before the first byte where that is known then. */
    public void write(TreeNode file, String name, Consumer<byte[]> sink) {
        List<BlobId> content = file.content().orElse(List.of());
        requireWhole(file, content, name);
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("read-file"))) {
            write(content, group, sink);
        } catch (InterruptedException e) {
            throw Cancellation.of("Reading " + name, e);
        }
    }

    private void requireWhole(TreeNode file, List<BlobId> content, String name) {
        long size = 0;
        for (BlobId id : content) {
            size += repository
                    .locate(id, BlobType.DATA)
                    .map(BlobPlace::plainLength)
                    .orElseThrow(() -> lost(name, "no index knows its blob " + id));
        }
        if (size != file.size()) {
            throw lost(name, "its snapshot says " + file.size() + " bytes, but its content has " + size);
        }
    }

    private static BackupException lost(String name, String why) {
        return new BackupException(
                FailureKind.CORRUPT, name + " cannot be read: " + why + "; an older snapshot may have it whole.");
    }

    private void write(List<BlobId> content, TaskGroup group, Consumer<byte[]> sink) throws InterruptedException {
        Deque<Coming> ahead = new ArrayDeque<>();
        long bytesAhead = 0;
        int next = 0;
        while (next < content.size() || !ahead.isEmpty()) {
            while (next < content.size() && ahead.size() < SIDE_BY_SIDE && bytesAhead < AT_MOST) {
                Coming coming = start(content.get(next++), ahead.peekLast(), group);
                ahead.addLast(coming);
                bytesAhead += coming.size();
            }
            Coming first = ahead.removeFirst();
            bytesAhead -= first.size();
            sink.accept(take(first));
        }
    }

    /** Runs of zeros are one blob again and again, which is fetched once. */
    private Coming start(BlobId id, @Nullable Coming before, TaskGroup group) {
        if (before != null && before.id().equals(id)) {
            return before;
        }
        long size =
                repository.locate(id, BlobType.DATA).map(BlobPlace::plainLength).orElse(0);
        return new Coming(id, size, group.call(() -> load(id)));
    }

    private Supplier<byte[]> load(BlobId id) {
        try {
            byte[] bytes = repository.load(id, BlobType.DATA);
            return () -> bytes;
        } catch (BackupException e) {
            return () -> {
                throw e;
            };
        }
    }

    private static byte[] take(Coming coming) throws InterruptedException {
        try {
            return coming.loading().get().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a blob failed unexpectedly", e);
        }
    }
}
