package io.holdfast.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system that is soon full, and can be made larger. Needs root. */
public final class SmallDisk implements AutoCloseable {
    private final Path mount;

    public SmallDisk(Path folder, int kibibytes) throws IOException {
        mount = Files.createDirectories(folder.resolve("small"));
        Command.run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "none", mount.toString());
    }

    public Path mount() {
        return mount;
    }

    public void enlarge(int kibibytes) {
        Command.run("mount", "-o", "remount,size=" + kibibytes + "k", mount.toString());
    }

    @Override
    public void close() {
        Command.run("umount", mount.toString());
    }
}
