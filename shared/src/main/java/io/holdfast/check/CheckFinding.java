package io.holdfast.check;

import java.util.Objects;

/** Something that is not as it should be: which object, what that means for the backups, and what to do. */
public record CheckFinding(String object, String harm, String remedy) {
    public CheckFinding {
        Objects.requireNonNull(object, "object is null");
        Objects.requireNonNull(harm, "harm is null");
        Objects.requireNonNull(remedy, "remedy is null");
    }

    /** One sentence after the other, for people. */
    public String describe() {
        return object + ": " + harm + ". To repair it, " + remedy + ".";
    }
}
