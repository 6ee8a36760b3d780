package io.holdfast.foreign;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system on a disk whose second half fails: an image that is cut off under its loop device, which reads past the
 * page cache so that the kernel answers EIO. Metadata lie in the first half. Needs root.
 */
public final class FailingDisk implements AutoCloseable {
    private static final long SIZE = 64L << 20;

    private final Path image;
    private final Path mount;
    private final String device;

    public FailingDisk(Path folder) throws IOException {
        image = folder.resolve("image");
        mount = Files.createDirectory(folder.resolve("disk"));
        resize(SIZE);
        Command.run("mkfs.ext4", "-q", "-b", "4096", "-O", "^has_journal", image.toString());
        device = Command.run("losetup", "--direct-io=on", "--find", "--show", image.toString())
                .strip();
        Command.run("mount", device, mount.toString());
    }

    public Path mount() {
        return mount;
    }

    /** From now on nothing can be written, and the second half not be read. */
    public void fail() throws IOException {
        Command.run("umount", mount.toString());
        Command.run("mount", "-o", "ro", device, mount.toString());
        resize(SIZE / 2);
    }

    private void resize(long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    @Override
    public void close() {
        Command.run("umount", mount.toString());
        Command.run("losetup", "--detach", device);
    }
}
