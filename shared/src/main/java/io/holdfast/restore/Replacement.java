package io.holdfast.restore;

import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDescriptor;
import io.holdfast.linux.OpenDirectory;

/**
 * Makes an entry in the place of whatever has its name, be it immutable or append-only; but for a directory with something
 * in it, which stays.
 */
final class Replacement {
    private Replacement() {}

    @FunctionalInterface
    interface Making<T> {
        T make() throws LinuxError;
    }

    static <T> T make(OpenDirectory in, FileName name, Making<T> making) throws LinuxError {
        try {
            return making.make();
        } catch (LinuxError error) {
            if (error.errno() != Errno.EEXIST) {
                throw error;
            }
        }
        remove(in, name);
        return making.make();
    }

    /** Removes an entry, and a directory where it is empty. */
    static void remove(OpenDirectory in, FileName name) throws LinuxError {
        boolean isDirectory = in.status(name).isDirectory();
        try {
            unlink(in, name, isDirectory);
        } catch (LinuxError error) {
            if (error.errno() != Errno.EPERM || !lifted(in, name, isDirectory)) {
                throw error;
            }
            unlink(in, name, isDirectory);
        }
    }

    private static void unlink(OpenDirectory in, FileName name, boolean isDirectory) throws LinuxError {
        if (isDirectory) {
            in.writer().removeDirectory(name);
        } else {
            in.writer().remove(name);
        }
    }

    /** Whether it was protected, and is not any more. What is neither file nor directory cannot be. */
    private static boolean lifted(OpenDirectory in, FileName name, boolean isDirectory) throws LinuxError {
        if (!isDirectory && !in.status(name).isRegular()) {
            return false;
        }
        try (OpenDescriptor open = isDirectory ? in.openDirectory(name) : in.openFile(name)) {
            return !open.liftProtections(name.toString()).isEmpty();
        }
    }
}
