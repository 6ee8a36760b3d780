package io.holdfast.linux;

import java.time.Instant;

/**
 * What statx(2) tells of a file, times to the nanosecond.
 *
 * @param mode type and permission bits as in {@code st_mode}
 * @param device the device it lies on, as a {@code dev_t} of the C library
 * @param representedDevice the device that a device node stands for, otherwise 0
 * @param blocks 512-byte blocks allocated: fewer than the size needs means holes
 * @param mount the mount it was reached through, or 0 on kernels before 5.8
 */
public record FileStatus(
        int mode,
        long inode,
        long device,
        long representedDevice,
        long mount,
        long links,
        long uid,
        long gid,
        long size,
        long blocks,
        Instant accessed,
        Instant modified,
        Instant changed) {

    public FileType type() {
        return FileType.ofBits((mode >>> 12) & 0xf);
    }

    public boolean isDirectory() {
        return type() == FileType.DIRECTORY;
    }

    public boolean isRegular() {
        return type() == FileType.REGULAR;
    }

    /** The mode without its type: permissions, set-user-id, set-group-id, sticky. */
    public int permissions() {
        return mode & 0xfff;
    }

    /** Whether nothing was written to the file between the two looks, as far as the kernel's clock can tell. */
    public boolean sameContentAs(FileStatus other) {
        return size == other.size
                && inode == other.inode
                && device == other.device
                && modified.equals(other.modified)
                && changed.equals(other.changed);
    }

    /**
     * Whether both were reached through the same mount. Only where the kernel does not tell mounts apart do the devices have to:
     * a subvolume of btrfs, or a data set below one that a server exports, has a device of its own in the same mount.
     */
    public boolean sameMountAs(FileStatus other) {
        boolean told = mount != 0 && other.mount != 0;
        return told ? mount == other.mount : device == other.device;
    }
}
