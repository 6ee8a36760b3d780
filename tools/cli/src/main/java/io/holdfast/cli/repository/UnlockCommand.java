package io.holdfast.cli.repository;

import io.holdfast.blob.FileId;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.TimeText;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.LockListing;
import io.holdfast.repository.LockStaleness;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLocks;
import io.holdfast.repository.StoredLock;
import io.holdfast.task.RepositoryAccess;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code repo unlock}: puts away locks that nobody holds. */
@Command(
        name = "unlock",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Removes locks that nobody holds any more: those that have not been renewed for half an hour, and those of"
                        + " processes of this host that have ended. Names every lock and what became of it.",
        footer = {
            "%nRun it where the processes ran: in a container, all processes outside seem to have ended.",
            "--json prints an object of the message_type lock for each, and then a summary."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, whether or not there was a lock",
            "1:failed",
            "2:wrong use",
            "10:there is no repository",
            "12:wrong password",
            "130:interrupted"
        })
public final class UnlockCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--remove-all",
            description =
                    "Removes all locks, those of processes at work too, and those that cannot be read. Only where you"
                            + " know that nobody uses the repository: prune may else delete what a backup needs.")
    private boolean removeAll;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public UnlockCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    private record Lock(
            String messageType,
            String id,
            boolean removed,
            String reason,
            String hostname,
            String username,
            long pid,
            String time,
            boolean exclusive) {}

    private record Unreadable(String messageType, String id, boolean removed, String reason) {}

    private record Summary(String messageType, long removed, long kept) {}

    @Override
    public Integer call() {
        RepositoryAccess access = repository.access(invocation.variables());
        try (ObjectStore store = ObjectStores.open(access.location(), access.credentials());
                OpenRepository opened = RepositorySession.open(store, access, invocation.clock())) {
            RepositoryLocks locks = opened.locks();
            LockStaleness staleness = HostIdentity.current().staleness(locks.now());
            LockListing listing = locks.list();
            long removed = 0;
            for (StoredLock lock : listing.locks()) {
                removed += settle(lock, staleness.reason(lock), locks) ? 1 : 0;
            }
            for (FileId id : listing.unreadable()) {
                removed += settle(id, locks) ? 1 : 0;
            }
            long kept = listing.locks().size() + listing.unreadable().size() - removed;
            output.result(
                    (removed == 1 ? "1 lock" : removed + " locks") + " removed, " + kept + " kept",
                    new Summary("summary", removed, kept));
        }
        return ExitCode.OK.number();
    }

    private boolean settle(StoredLock lock, Optional<String> stale, RepositoryLocks locks) {
        boolean remove = removeAll || stale.isPresent();
        if (remove) {
            locks.remove(lock.id());
        }
        String reason = stale.orElse(removeAll ? "all are to go" : "its holder may be at work");
        output.result(
                "%s lock %s of %s on %s, process %d, since %s: %s"
                        .formatted(
                                remove ? "removed" : "kept",
                                lock.id().toShortHex(),
                                lock.username(),
                                lock.hostname(),
                                lock.pid(),
                                TimeText.of(lock.time()),
                                reason),
                new Lock(
                        "lock",
                        lock.id().toHex(),
                        remove,
                        reason,
                        lock.hostname(),
                        lock.username(),
                        lock.pid(),
                        lock.time().toString(),
                        lock.exclusive()));
        return remove;
    }

    private boolean settle(FileId unreadable, RepositoryLocks locks) {
        if (removeAll) {
            locks.remove(unreadable);
        }
        String reason = removeAll ? "it cannot be read" : "it cannot be read; --remove-all removes it";
        output.result(
                "%s lock %s: %s".formatted(removeAll ? "removed" : "kept", unreadable.toShortHex(), reason),
                new Unreadable("lock", unreadable.toHex(), removeAll, reason));
        return removeAll;
    }
}
