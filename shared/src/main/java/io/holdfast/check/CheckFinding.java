package io.holdfast.check;

import java.util.Objects;

/**
 * Something that is not as it should be.
 *
 * @param object which file of the repository, or which blob
 * @param problem what is wrong with it
 * @param harm what that means for the backups; none for what concerns no backup's content
 * @param remedy what to do, after "to repair it,"
 */
public record CheckFinding(String object, String problem, Harm harm, String remedy) {
    public CheckFinding {
        Objects.requireNonNull(object, "object is null");
        Objects.requireNonNull(problem, "problem is null");
        Objects.requireNonNull(harm, "harm is null");
        Objects.requireNonNull(remedy, "remedy is null");
    }

    /** What is wrong, and whom it harms, for people. */
    public String sentence() {
        return harm.isNone() ? problem : problem + "; " + harm.describe();
    }

    /** One sentence after the other, for people. */
    public String describe() {
        return object + ": " + sentence() + ". To repair it, " + remedy + ".";
    }
}
