package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of some paths at one time: a root tree, and who took it. The zone is that of the machine which took it, by whose days
 * and hours snapshots are kept. {@code original} names the snapshot that a rewrite
 * replaced. Texts that are unknown are {@code ""}.
 */
public record Snapshot(
        Instant time,
        ZoneOffset zone,
        Optional<FileId> parent,
        BlobId tree,
        List<String> paths,
        String hostname,
        String username,
        long uid,
        long gid,
        List<String> excludes,
        List<String> tags,
        Optional<FileId> original,
        String programVersion,
        Optional<SnapshotSummary> summary) {
    /** The tag of what a running or interrupted backup has stored so far, for the next one to go on from. */
    public static final String UNFINISHED = "holdfast.io/unfinished";

    /** What such a snapshot is dated, so early that every other one is newer. */
    public static final Instant UNFINISHED_TIME = Instant.EPOCH;

    /** What snapshots of ours name as the program that took them. */
    public static final String PROGRAM = "holdfast";

    public Snapshot {
        Objects.requireNonNull(time, "time is null");
        Objects.requireNonNull(zone, "zone is null");
        Objects.requireNonNull(parent, "parent is null");
        Objects.requireNonNull(tree, "tree is null");
        paths = List.copyOf(paths);
        Objects.requireNonNull(hostname, "hostname is null");
        Objects.requireNonNull(username, "username is null");
        excludes = List.copyOf(excludes);
        tags = List.copyOf(tags);
        Objects.requireNonNull(original, "original is null");
        Objects.requireNonNull(programVersion, "programVersion is null");
        Objects.requireNonNull(summary, "summary is null");
    }

    /** A snapshot of ours: its time is written in UTC. */
    public Snapshot(
            Instant time,
            Optional<FileId> parent,
            BlobId tree,
            List<String> paths,
            String hostname,
            String username,
            long uid,
            long gid,
            List<String> excludes,
            List<String> tags,
            Optional<FileId> original,
            String programVersion,
            Optional<SnapshotSummary> summary) {
        this(
                time,
                ZoneOffset.UTC,
                parent,
                tree,
                paths,
                hostname,
                username,
                uid,
                gid,
                excludes,
                tags,
                original,
                programVersion,
                summary);
    }

    /** A snapshot of ours, taken as root, without parent and summary. */
    public static Snapshot of(
            Instant time, BlobId tree, List<String> paths, String hostname, String username, List<String> tags) {
        return new Snapshot(
                time,
                Optional.empty(),
                tree,
                paths,
                hostname,
                username,
                0,
                0,
                List.of(),
                tags,
                Optional.empty(),
                PROGRAM,
                Optional.empty());
    }

    /**
     * Whether its backup has not come to its end, so that parts are missing of which nobody was told. The tag alone does not
     * say so: anybody may have given it to a snapshot of theirs.
     */
    public boolean isUnfinished() {
        return tags.contains(UNFINISHED) && time.equals(UNFINISHED_TIME) && programVersion.equals(PROGRAM);
    }

    /** When its backup came to its end, or to where an unfinished one was saved. */
    public Instant ended() {
        return summary.map(SnapshotSummary::ended).orElse(time);
    }

    /** When its backup began to read. */
    public Instant started() {
        return summary.map(SnapshotSummary::started).orElse(time);
    }

    /** Whether it has them all; {@code ""} stands for having none. */
    public boolean hasTags(List<String> wanted) {
        for (String tag : wanted) {
            if (tag.isEmpty() && tags.isEmpty()) {
                return true;
            }
            if (!tags.contains(tag)) {
                return false;
            }
        }
        return true;
    }

    public Snapshot withParent(Optional<FileId> newParent) {
        return new Snapshot(
                time,
                zone,
                newParent,
                tree,
                paths,
                hostname,
                username,
                uid,
                gid,
                excludes,
                tags,
                original,
                programVersion,
                summary);
    }

    public Snapshot withSummary(SnapshotSummary newSummary) {
        return new Snapshot(
                time,
                zone,
                parent,
                tree,
                paths,
                hostname,
                username,
                uid,
                gid,
                excludes,
                tags,
                original,
                programVersion,
                Optional.of(newSummary));
    }
}
