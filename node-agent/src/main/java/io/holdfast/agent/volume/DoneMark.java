package io.holdfast.agent.volume;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.util.Arrays;
import java.util.List;

/**
 * The file that lets a restored pod start: {@code .velero/<uid of the Restore>} in its volume. It is written once all
 * files are in place and durable, and never through a link that the volume may hold.
 */
public final class DoneMark {
    private static final int DIRECTORY_MODE = 0755;
    private static final int FILE_MODE = 0644;

    private final List<FileName> folders;
    private final FileName file;

    private DoneMark(List<FileName> folders, FileName file) {
        this.folders = folders;
        this.file = file;
    }

    /** A mark at this relative path; {@code INVALID_INPUT} where it would leave the volume. */
    public static DoneMark at(String path) {
        try {
            List<FileName> names =
                    Arrays.stream(path.split("/", -1)).map(FileName::of).toList();
            if (names.size() < 2) {
                throw new IllegalArgumentException("it is not in a folder");
            }
            return new DoneMark(names.subList(0, names.size() - 1), names.getLast());
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "The mark \"" + path + "\" is not a path of a file in a folder of the volume.",
                    e);
        }
    }

    /** Removes a mark that an earlier try left: the pod must not start on it. */
    public void remove(LocatedVolume volume) {
        try (OpenDirectory folder = open(volume, false)) {
            folder.writer().remove(file);
        } catch (LinuxError e) {
            if (e.errno() != Errno.ENOENT) {
                throw e.at(volume.path() + "/" + this, FailureKind.UNWRITABLE);
            }
        }
    }

    /** Flushes the volume, then writes the mark and flushes it too. The volume's root keeps the times it was restored with. */
    public void write(LocatedVolume volume) {
        FileStatus restored = volume.status();
        try (OpenDirectory folder = open(volume, true)) {
            volume.root().syncFileSystem();
            try (var mark = folder.writer().createFile(file, FILE_MODE)) {
                mark.changeMode(FILE_MODE);
                mark.sync();
            }
            folder.sync();
            volume.root().setTimes(restored.accessed(), restored.modified());
        } catch (LinuxError e) {
            throw e.at(volume.path() + "/" + this, FailureKind.UNWRITABLE);
        }
    }

    /** The folder that the mark lies in; the caller closes it. */
    private OpenDirectory open(LocatedVolume volume, boolean create) throws LinuxError {
        OpenDirectory directory = step(volume.root(), folders.getFirst(), create);
        for (FileName folder : folders.subList(1, folders.size())) {
            try (OpenDirectory above = directory) {
                directory = step(above, folder, create);
            }
        }
        return directory;
    }

    private static OpenDirectory step(OpenDirectory parent, FileName name, boolean create) throws LinuxError {
        if (create) {
            create(parent, name);
        }
        return parent.openDirectory(name);
    }

    private static void create(OpenDirectory parent, FileName name) throws LinuxError {
        try {
            parent.writer().createDirectory(name, DIRECTORY_MODE);
        } catch (LinuxError e) {
            if (e.errno() == Errno.EEXIST) {
                return;
            }
            throw e;
        }
        try (OpenDirectory created = parent.openDirectory(name)) {
            created.changeMode(DIRECTORY_MODE);
            parent.sync();
        }
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        folders.forEach(folder -> path.append(folder).append('/'));
        return path.append(file).toString();
    }
}
