package io.holdfast.linux;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A name with its namespace ({@code user.note}, {@code system.posix_acl_access}) and its value, both raw bytes. */
public final class ExtendedAttribute {
    private final byte[] name;
    private final byte[] value;

    /** Takes over both arrays. */
    public ExtendedAttribute(byte[] name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    public byte[] name() {
        return name.clone();
    }

    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtendedAttribute attribute
                && Arrays.equals(name, attribute.name)
                && Arrays.equals(value, attribute.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(name) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return new String(name, StandardCharsets.UTF_8) + " (" + value.length + " bytes)";
    }
}
