package io.holdfast.task;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a volume's own folder was like: a tree has nodes for what lies in the folder only. It is kept as a tag of the
 * snapshot, {@code root=<mode, octal>/<uid>/<gid>/<modified>}, which restic shows and keeps.
 *
 * @param permissions the mode without its type
 */
public record VolumeRoot(int permissions, long uid, long gid, Instant modified) {
    public static final String TAG = "root";

    private static final String PREFIX = TAG + "=";
    private static final int MOST_PERMISSIONS = 07777;

    public VolumeRoot {
        if (permissions < 0 || permissions > MOST_PERMISSIONS || uid < 0 || gid < 0) {
            throw new IllegalArgumentException(
                    "not a folder's mode and owner: %o, %d, %d".formatted(permissions, uid, gid));
        }
    }

    /** The tag's value. */
    public String value() {
        return "%04o/%d/%d/%s".formatted(permissions, uid, gid, modified);
    }

    /** By the tags of a snapshot; empty where none of them tells, as in snapshots of others. */
    public static Optional<VolumeRoot> of(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith(PREFIX))
                .flatMap(tag -> parse(tag.substring(PREFIX.length())).stream())
                .findFirst();
    }

    private static Optional<VolumeRoot> parse(String value) {
        String[] parts = value.split("/", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new VolumeRoot(
                    Integer.parseInt(parts[0], 8),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Instant.parse(parts[3])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // somebody else's tag of that name
        }
    }
}
