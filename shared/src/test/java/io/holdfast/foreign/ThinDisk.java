package io.holdfast.foreign;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system that promises more room than the memory under it has, as thinly provisioned volumes do: what is written is
 * accepted, and fails when the kernel brings it to the disk. Needs root.
 */
public final class ThinDisk implements AutoCloseable {
    private final Path pool;
    private final Path mount;
    private final String device;

    public ThinDisk(Path folder, String room) throws IOException {
        pool = Files.createDirectory(folder.resolve("pool"));
        mount = Files.createDirectory(folder.resolve("thin"));
        Command.run("mount", "-t", "tmpfs", "-o", "size=" + room, "none", pool.toString());
        Path image = pool.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        Command.run("mkfs.ext4", "-q", "-b", "4096", "-O", "^has_journal", image.toString());
        device = Command.run("losetup", "--find", "--show", image.toString()).strip();
        Command.run("mount", device, mount.toString());
    }

    public Path mount() {
        return mount;
    }

    @Override
    public void close() {
        Command.run("umount", mount.toString());
        Command.run("losetup", "--detach", device);
        Command.run("umount", pool.toString());
    }
}
