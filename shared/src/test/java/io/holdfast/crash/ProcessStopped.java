package io.holdfast.crash;

/** Ends what a test plays as a process: an error that no code handles. */
final class ProcessStopped extends Error {
    private static final long serialVersionUID = 1;

    ProcessStopped() {
        super("the process was stopped here", null, false, false);
    }
}
