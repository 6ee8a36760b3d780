package io.holdfast.linux;

/** A flag of the file system that keeps even root from changing a file or directory; see chattr(1). */
public enum Protection {
    IMMUTABLE(0x10, "immutable", "chattr -i"),
    APPEND_ONLY(0x20, "append-only", "chattr -a");

    /** FS_IMMUTABLE_FL and FS_APPEND_FL of linux/fs.h. */
    final int bit;

    private final String label;
    private final String remedy;

    Protection(int bit, String label, String remedy) {
        this.bit = bit;
        this.label = label;
        this.remedy = remedy;
    }

    /** As people call it. */
    public String label() {
        return label;
    }

    /** The command that takes it away. */
    public String remedy() {
        return remedy;
    }
}
