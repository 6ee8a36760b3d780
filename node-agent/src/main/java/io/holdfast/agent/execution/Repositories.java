package io.holdfast.agent.execution;

import io.holdfast.task.RepositoryAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The repositories that slices work in. Opening one costs a key derivation, so a few that nobody uses stay open; they hold
 * no lock. Thread-safe.
 */
public final class Repositories implements AutoCloseable {
    private static final int MOST_IDLE = 4;

    private final RepositoryOpener opener;
    /** In the order of last use. */
    private final Map<RepositoryAccess, SharedRepository> known = new LinkedHashMap<>(16, 0.75f, true);

    public Repositories(RepositoryOpener opener) {
        this.opener = opener;
    }

    /** A use of the repository, under its lock from now until it is closed. */
    RepositoryUse use(RepositoryAccess access) {
        SharedRepository shared;
        synchronized (this) {
            shared = known.computeIfAbsent(access, key -> new SharedRepository(key, opener, this::released));
            shared.expect();
        }
        return shared.use();
    }

    private void released() {
        List<SharedRepository> surplus = new ArrayList<>();
        synchronized (this) {
            long idle = known.values().stream().filter(SharedRepository::isIdle).count();
            var eldestFirst = known.values().iterator();
            while (idle > MOST_IDLE && eldestFirst.hasNext()) {
                SharedRepository repository = eldestFirst.next();
                if (repository.isIdle()) {
                    eldestFirst.remove();
                    surplus.add(repository);
                    idle--;
                }
            }
        }
        surplus.forEach(SharedRepository::close);
    }

    /** To be called once no slice runs any more. */
    @Override
    public void close() {
        List<SharedRepository> all;
        synchronized (this) {
            all = List.copyOf(known.values());
            known.clear();
        }
        all.forEach(SharedRepository::close);
    }
}
