package io.holdfast.snapshot;

import java.util.Objects;

/** Who a file belongs to: numbers, and their names where the writer's machine knew them, otherwise {@code ""}. */
public record NodeOwner(long uid, long gid, String user, String group) {
    public NodeOwner {
        if (uid < 0 || uid > 0xffff_ffffL || gid < 0 || gid > 0xffff_ffffL) {
            throw new IllegalArgumentException("not the 32-bit ids of a user and a group: " + uid + ", " + gid);
        }
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(group, "group is null");
    }

    public static NodeOwner of(long uid, long gid) {
        return new NodeOwner(uid, gid, "", "");
    }
}
