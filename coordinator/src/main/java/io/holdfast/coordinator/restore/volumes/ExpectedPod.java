package io.holdfast.coordinator.restore.volumes;

import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A restored pod that waits for its volumes.
 *
 * @param filled its volumes that are filled through it
 * @param awaited the ends of the claims that are filled through other pods: with what went wrong, or with nothing
 * @param started once its volumes have been given to an agent
 * @param released completes, in the same way, once its containers may start, or never will
 */
record ExpectedPod(
        String namespace,
        String name,
        String uid,
        List<VolumeRestore> filled,
        Map<ItemKey, CompletableFuture<Optional<String>>> awaited,
        AtomicBoolean started,
        CompletableFuture<Optional<String>> released) {
    ExpectedPod(
            String namespace,
            String name,
            String uid,
            List<VolumeRestore> filled,
            Map<ItemKey, CompletableFuture<Optional<String>>> awaited) {
        this(
                namespace,
                name,
                uid,
                List.copyOf(filled),
                Map.copyOf(awaited),
                new AtomicBoolean(),
                new CompletableFuture<>());
    }

    String key() {
        return namespace + "/" + name;
    }

    /** Once all it waits for has ended: {@code release} where all went well. */
    void whenAllEnd(Runnable release) {
        List<CompletableFuture<Optional<String>>> ends = Stream.concat(
                        filled.stream().map(VolumeRestore::ended), awaited.values().stream())
                .toList();
        CompletableFuture<Void> _ = CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                .thenRun(() -> {
                    Optional<String> trouble =
                            ends.stream().flatMap(end -> end.join().stream()).findFirst();
                    if (trouble.isPresent()) {
                        released.complete(trouble);
                    } else {
                        release.run();
                    }
                });
    }

    /** Ends what has not ended. */
    void fail(String reason) {
        filled.forEach(volume -> volume.fail(reason));
        released.complete(Optional.of(reason));
    }

    /** Tells what became of each volume; the pod is released, or never will be. */
    void report(RunLog log) {
        filled.forEach(volume -> report(volume, log));
        awaited.forEach((claim, end) -> end.getNow(Optional.of("it has not ended"))
                .ifPresent(reason -> error(
                        log,
                        "claim " + claim.name() + ", which pod " + key()
                                + " shares, is not restored, so the pod does not start: " + reason)));
        if (Stream.concat(filled.stream().map(VolumeRestore::ended), awaited.values().stream())
                .allMatch(end -> end.getNow(Optional.of("")).isEmpty())) {
            released.getNow(Optional.of("it has not been told to"))
                    .ifPresent(reason -> error(
                            log, "the volumes of pod " + key() + " are restored, but it does not start: " + reason));
        }
    }

    private void report(VolumeRestore volume, RunLog log) {
        String subject = "volume " + volume.source().volume() + " of pod " + key();
        Optional<String> trouble = volume.ended().getNow(Optional.of("it has not ended"));
        if (trouble.isPresent()) {
            error(log, subject + " is not restored, so the pod does not start: " + trouble.get());
            return;
        }
        log.info(subject + " is restored");
        String message = volume.source().message();
        if (!message.isEmpty()) {
            log.warning(
                    ResultScope.of(namespace),
                    subject + " is restored as far as the backup has it: " + message
                            + "; see the errors of the backup for which");
        }
    }

    private void error(RunLog log, String message) {
        log.error(ResultScope.of(namespace), message);
    }
}
