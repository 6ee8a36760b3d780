package io.holdfast.linux;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.Locale;

/** The processors whose call numbers and open flags are known; structures are the same on both. */
enum Architecture {
    X86_64(0x10000, 0x20000),
    AARCH64(0x4000, 0x8000);

    static final Architecture CURRENT = current();

    /** O_DIRECTORY, which is one of the few flags that differ (see asm/fcntl.h of each). */
    final int directoryFlag;

    /** O_NOFOLLOW, which is another. */
    final int noFollowFlag;

    Architecture(int directoryFlag, int noFollowFlag) {
        this.directoryFlag = directoryFlag;
        this.noFollowFlag = noFollowFlag;
    }

    private static Architecture current() {
        String system = System.getProperty("os.name", "");
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (system.equals("Linux") && (processor.equals("amd64") || processor.equals("x86_64"))) {
            return X86_64;
        }
        if (system.equals("Linux") && (processor.equals("aarch64") || processor.equals("arm64"))) {
            return AARCH64;
        }
        throw new BackupException(
                FailureKind.UNSUPPORTED,
                "Holdfast reads and writes files on Linux on x86-64 and arm64 only, and this is " + system + " on "
                        + processor + ".");
    }
}
