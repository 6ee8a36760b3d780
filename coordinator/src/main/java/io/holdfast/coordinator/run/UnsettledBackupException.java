package io.holdfast.coordinator.run;

/** Whether a backup is published is not known for now: no end may be told of it, and the question has to be asked again. */
final class UnsettledBackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsettledBackupException(String backup, RuntimeException reason) {
        super(
                "Whether backup " + backup + " is published is not known, because its location does not answer; it is"
                        + " asked again.",
                reason);
    }
}
