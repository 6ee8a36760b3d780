package io.holdfast.linux;

/** The user whose rights this process has. */
public final class OwnUser {
    private OwnUser() {}

    /** Its number in this process's user namespace. */
    public static long id() {
        return Kernel.call(SystemCall.GETEUID, 0, 0, 0);
    }
}
