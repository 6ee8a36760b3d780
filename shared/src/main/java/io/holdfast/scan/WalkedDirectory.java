package io.holdfast.scan;

import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory that a walk is in. Only the walk's thread may ask it for its share. */
public final class WalkedDirectory {
    private final @Nullable WalkedDirectory parent;
    private final @Nullable FileName name;
    private final FileStatus status;
    private final boolean otherMount;
    private final boolean whole;
    private final DirectoryChain chain;

    WalkedDirectory(
            @Nullable WalkedDirectory parent,
            @Nullable FileName name,
            FileStatus status,
            boolean otherMount,
            boolean whole,
            DirectoryChain chain) {
        this.parent = parent;
        this.name = name;
        this.status = status;
        this.otherMount = otherMount;
        this.whole = whole;
        this.chain = chain;
    }

    /** Empty for the root. */
    public Optional<FileName> name() {
        return Optional.ofNullable(name);
    }

    /** Empty for the root. */
    public Optional<WalkedDirectory> parent() {
        return Optional.ofNullable(parent);
    }

    public FileStatus status() {
        return status;
    }

    /** Whether another file system is mounted here, which is left out: then the directory is told without entries. */
    public boolean isOtherMount() {
        return otherMount;
    }

    /** Whether all that it holds is visited, not a selection. */
    public boolean isWhole() {
        return whole;
    }

    public List<ExtendedAttribute> attributes() throws LinuxError {
        return chain.current().directory().attributes();
    }

    /** A share of the open directory, for whoever closes it; to be asked for while the walk is in this directory. */
    public SharedDirectory share() throws LinuxError {
        return chain.current().share();
    }

    /** The components from the root to this directory; none for the root. */
    public List<FileName> path() {
        Deque<FileName> path = new ArrayDeque<>();
        for (WalkedDirectory at = this; at != null && at.name != null; at = at.parent) {
            path.addFirst(at.name);
        }
        return List.copyOf(path);
    }
}
