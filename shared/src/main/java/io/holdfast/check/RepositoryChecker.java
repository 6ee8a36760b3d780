package io.holdfast.check;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.repository.OpenRepository;

/**
 * Checks a repository. Damage is reported and does not stop the check; what keeps it from going on (a store that does not
 * answer) is thrown. The caller holds a lock, so that nothing is pruned meanwhile; what others add meanwhile is not looked at.
 */
public final class RepositoryChecker {
    private final OpenRepository repository;
    private final DataPathLimits limits;

    public RepositoryChecker(OpenRepository repository, DataPathLimits limits) {
        this.repository = repository;
        this.limits = limits;
    }

    /** With {@code readData}, every byte of every pack is read and verified. */
    public CheckReport check(boolean readData, CheckListener listener) {
        return check(readData ? DataSubset.EVERYTHING : DataSubset.NOTHING, listener);
    }

    /** Reads and verifies every byte of the packs that the subset chooses, and of those that are known to be damaged. */
    public CheckReport check(DataSubset data, CheckListener listener) {
        return check(data, listener, Harm.NAMED_PATHS);
    }

    /** At most so many paths are named of each damage. */
    CheckReport check(DataSubset data, CheckListener listener, int namedPaths) {
        try {
            return new CheckRun(repository, limits, listener, namedPaths).run(data);
        } catch (InterruptedException e) {
            throw Cancellation.of("the check of " + repository.store().describe(), e);
        }
    }
}
