package io.holdfast.restore;

import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDescriptor;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.Protection;
import java.util.Set;

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
            boolean canBeProtected = isDirectory || in.status(name).isRegular();
            if (error.errno() != Errno.EPERM || !canBeProtected) {
                throw error;
            }
            removeProtected(in, name, isDirectory, error);
        }
    }

    /** It keeps its protection where it stays, or has other names, which may be outside the target. */
    private static void removeProtected(OpenDirectory in, FileName name, boolean isDirectory, LinuxError refusal)
            throws LinuxError {
        try (OpenDescriptor open = isDirectory ? in.openDirectory(name) : in.openFile(name)) {
            Set<Protection> lifted = open.liftProtections(name.toString());
            if (lifted.isEmpty()) {
                throw refusal;
            }
            try {
                unlink(in, name, isDirectory);
            } finally {
                if (open.status().links() > 0) {
                    open.protect(lifted);
                }
            }
        }
    }

    private static void unlink(OpenDirectory in, FileName name, boolean isDirectory) throws LinuxError {
        if (isDirectory) {
            in.writer().removeDirectory(name);
        } else {
            in.writer().remove(name);
        }
    }
}
