package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;

/** The rules for keys: relative, with components that name something, so that no key leads out of its store. */
final class Keys {
    private Keys() {}

    static String requireKey(String key) {
        if (key.isEmpty() || key.endsWith("/")) {
            throw invalid(key);
        }
        return requirePrefix(key);
    }

    /** A prefix is the beginning of a key, perhaps empty, perhaps ending with a slash. */
    static String requirePrefix(String prefix) {
        if (prefix.isEmpty()) {
            return prefix;
        }
        String whole = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        for (String component : whole.split("/", -1)) {
            if (component.isEmpty()
                    || component.equals(".")
                    || component.equals("..")
                    || component.indexOf('\0') >= 0) {
                throw invalid(prefix);
            }
        }
        return prefix;
    }

    /** A prefix that ends at a component: empty, or with a slash at its end. */
    static String requireDirectory(String prefix) {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT, "the prefix of a directory ends with a slash: " + prefix);
        }
        return requirePrefix(prefix);
    }

    static void requireRange(String key, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT, "not a range of object " + key + ": " + offset + "+" + length);
        }
    }

    private static BackupException invalid(String key) {
        return new BackupException(
                FailureKind.INVALID_INPUT,
                "not a key of an object store: \"" + key + "\"; components must not be empty, \".\" or \"..\"");
    }
}
