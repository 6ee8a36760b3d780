package io.holdfast.check;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings from many threads: the first ones whole, all of them counted. */
final class Findings {
    /** Of each weight. */
    private static final int MOST = 1_000;

    private static final Comparator<CheckFinding> BY_OBJECT =
            Comparator.comparing(CheckFinding::object).thenComparing(CheckFinding::problem);

    private final List<CheckFinding> errors = new ArrayList<>();
    private final List<CheckFinding> hints = new ArrayList<>();
    private long errorCount;

    synchronized void error(CheckFinding finding) {
        errorCount++;
        if (errors.size() < MOST) {
            errors.add(finding);
        }
    }

    void error(String object, String problem, Harm harm, String remedy) {
        error(new CheckFinding(object, problem, harm, remedy));
    }

    synchronized void hint(String object, String problem, String remedy) {
        if (hints.size() < MOST) {
            hints.add(new CheckFinding(object, problem, Harm.NONE, remedy));
        }
    }

    /** A failure that is no damage, such as a store that does not answer, ends the check. */
    static void requireDamage(BackupException failure) {
        if (failure.kind() != FailureKind.CORRUPT
                && failure.kind() != FailureKind.NOT_FOUND
                && failure.kind() != FailureKind.UNSUPPORTED) {
            throw failure;
        }
    }

    /** What is wrong, in a clause, where it is damage. */
    static String problem(BackupException failure) {
        requireDamage(failure);
        Throwable innermost = failure.getCause() instanceof BackupException cause ? cause : failure;
        return String.valueOf(innermost.getMessage());
    }

    synchronized List<CheckFinding> errors() {
        return errors.stream().sorted(BY_OBJECT).toList();
    }

    synchronized long errorCount() {
        return errorCount;
    }

    synchronized List<CheckFinding> hints() {
        return hints.stream().sorted(BY_OBJECT).toList();
    }
}
