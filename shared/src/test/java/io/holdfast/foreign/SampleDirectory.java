package io.holdfast.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.linux.EntryWriter;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.PinnedEntry;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Makes entries of an open directory, which stays its opener's. */
record SampleDirectory(OpenDirectory directory) {
    interface Filling {
        void fill(SampleDirectory directory) throws LinuxError;
    }

    static OpenDirectory make(OpenDirectory in, FileName name) throws LinuxError {
        in.writer().createDirectory(name, 0755);
        return in.openDirectory(name);
    }

    static void write(OpenFile file, byte[] content, long offset) throws LinuxError {
        file.write(ByteBuffer.wrap(content), offset);
    }

    void below(String name, Filling filling) throws LinuxError {
        below(FileName.of(name), filling);
    }

    void below(FileName name, Filling filling) throws LinuxError {
        try (OpenDirectory made = make(directory, name)) {
            filling.fill(new SampleDirectory(made));
        }
    }

    void file(String name, byte[] content) throws LinuxError {
        file(FileName.of(name), content);
    }

    void file(FileName name, byte[] content) throws LinuxError {
        try (OpenFile file = directory.writer().createFile(name, 0644)) {
            write(file, content, 0);
        }
    }

    /** A new file, for whoever closes it. */
    OpenFile open(String name) throws LinuxError {
        return directory.writer().createFile(FileName.of(name), 0644);
    }

    void link(SampleDirectory existingIn, String existing, String name) throws LinuxError {
        directory.writer().createHardLink(existingIn.directory, FileName.of(existing), FileName.of(name));
    }

    void symlink(String name, String target, Instant time) throws LinuxError {
        EntryWriter writer = directory.writer();
        writer.createSymlink(FileName.of(name), target.getBytes(UTF_8));
        try (PinnedEntry link = pin(name)) {
            link.changeOwner(77, 88);
            link.setTimes(time, time);
        }
    }

    /** An entry, for whoever closes it. */
    PinnedEntry pin(String name) throws LinuxError {
        return directory.pin(FileName.of(name));
    }

    void node(String name, FileType type, int permissions, long device) throws LinuxError {
        EntryWriter writer = directory.writer();
        writer.createNode(FileName.of(name), type.bits() << 12 | 0600, device);
        try (PinnedEntry node = pin(name)) {
            node.changeMode(permissions);
        }
    }
}
