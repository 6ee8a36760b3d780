package io.holdfast.restore;

import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.List;

/**
 * What a restore did. Only a report without troubles is a whole restore.
 *
 * @param files files written, each hard-linked file once
 * @param entries directories, links and special files made
 * @param bytes bytes of those files' content, holes included
 * @param ownersNotSet entries that kept our own user, who is not root, because only root may give files away
 * @param troubles the first of them, by path; {@code troubleCount} counts all
 */
public record RestoreReport(
        long files, long entries, long bytes, long ownersNotSet, List<FileTrouble> troubles, long troubleCount) {
    public RestoreReport {
        troubles = List.copyOf(troubles);
    }

    public boolean isComplete() {
        return troubleCount == 0;
    }
}
