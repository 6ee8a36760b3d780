package io.holdfast.check;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects findings from many threads. */
final class Findings {
    private static final Comparator<CheckFinding> BY_OBJECT =
            Comparator.comparing(CheckFinding::object).thenComparing(CheckFinding::harm);

    private final Queue<CheckFinding> errors = new ConcurrentLinkedQueue<>();
    private final Queue<CheckFinding> hints = new ConcurrentLinkedQueue<>();

    void error(String object, String harm, String remedy) {
        errors.add(new CheckFinding(object, harm, remedy));
    }

    void hint(String object, String harm, String remedy) {
        hints.add(new CheckFinding(object, harm, remedy));
    }

    /** Damage is a finding; a store that does not answer ends the check. */
    void damage(String object, BackupException failure, String remedy) {
        if (failure.kind() != FailureKind.CORRUPT && failure.kind() != FailureKind.NOT_FOUND) {
            throw failure;
        }
        error(object, String.valueOf(failure.getMessage()), remedy);
    }

    List<CheckFinding> errors() {
        return errors.stream().sorted(BY_OBJECT).toList();
    }

    List<CheckFinding> hints() {
        return hints.stream().sorted(BY_OBJECT).toList();
    }
}
