package io.holdfast.objectstore;

import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.nio.file.Path;

/** Gives a file a further name in its directory; EEXIST where that is taken. */
@FunctionalInterface
interface NewLink {
    /** By the kernel's call: of the JDK's only words tell why it failed, and those depend on the locale. */
    NewLink HARD = (existing, name) -> {
        try (OpenDirectory directory = OpenDirectory.open(DirectoryObjectStore.parent(existing))) {
            directory.writer().createHardLink(directory, last(existing), last(name));
        }
    };

    void make(Path existing, Path name) throws LinuxError;

    private static FileName last(Path path) {
        return FileName.of(String.valueOf(path.getFileName()));
    }
}
