package io.holdfast.snapshot;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.BackupTotals;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON of snapshot files, with restic's fields. Source: restic's design document, "Snapshots". */
final class SnapshotCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SnapshotCodec() {}

    static byte[] encode(Snapshot snapshot) {
        ObjectNode json = JSON.createObjectNode();
        json.put("time", ISO_OFFSET_DATE_TIME.format(snapshot.time().atOffset(snapshot.zone())));
        snapshot.parent().ifPresent(parent -> json.put("parent", parent.toHex()));
        json.put("tree", snapshot.tree().toHex());
        write(json.putArray("paths"), snapshot.paths());
        putText(json, "hostname", snapshot.hostname());
        putText(json, "username", snapshot.username());
        putNumber(json, "uid", snapshot.uid());
        putNumber(json, "gid", snapshot.gid());
        putTexts(json, "excludes", snapshot.excludes());
        putTexts(json, "tags", snapshot.tags());
        snapshot.original().ifPresent(original -> json.put("original", original.toHex()));
        putText(json, "program_version", snapshot.programVersion());
        snapshot.summary().ifPresent(summary -> write(json.putObject("summary"), summary));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON nodes can always be written", e);
        }
    }

    /** {@code CORRUPT}, naming no file, where it is not a snapshot. */
    static Snapshot decode(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return new Snapshot(
                    time(json, "time").toInstant(),
                    time(json, "time").getOffset(),
                    text(json, "parent").map(FileId::fromHex),
                    BlobId.fromHex(
                            text(json, "tree").orElseThrow(() -> new IllegalArgumentException("it has no tree"))),
                    texts(json, "paths"),
                    text(json, "hostname").orElse(""),
                    text(json, "username").orElse(""),
                    json.path("uid").asLong(),
                    json.path("gid").asLong(),
                    texts(json, "excludes"),
                    texts(json, "tags"),
                    text(json, "original").map(FileId::fromHex),
                    text(json, "program_version").orElse(""),
                    json.hasNonNull("summary") ? Optional.of(summary(json.path("summary"))) : Optional.empty());
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new BackupException(FailureKind.CORRUPT, "it is not a snapshot: " + e.getMessage(), e);
        }
    }

    private static void write(ObjectNode json, SnapshotSummary summary) {
        BackupTotals totals = summary.totals();
        json.put("backup_start", summary.started().toString());
        json.put("backup_end", summary.ended().toString());
        json.put("files_new", totals.filesNew());
        json.put("files_changed", totals.filesChanged());
        json.put("files_unmodified", totals.filesUnmodified());
        json.put("dirs_new", totals.dirsNew());
        json.put("dirs_changed", totals.dirsChanged());
        json.put("dirs_unmodified", totals.dirsUnmodified());
        json.put("data_blobs", totals.dataBlobs());
        json.put("tree_blobs", totals.treeBlobs());
        json.put("data_added", totals.dataAdded());
        json.put("data_added_packed", totals.dataAddedPacked());
        json.put("total_files_processed", totals.filesProcessed());
        json.put("total_bytes_processed", totals.bytesProcessed());
    }

    private static SnapshotSummary summary(JsonNode json) {
        BackupTotals totals = new BackupTotals(
                json.path("files_new").asLong(),
                json.path("files_changed").asLong(),
                json.path("files_unmodified").asLong(),
                json.path("dirs_new").asLong(),
                json.path("dirs_changed").asLong(),
                json.path("dirs_unmodified").asLong(),
                json.path("data_blobs").asLong(),
                json.path("tree_blobs").asLong(),
                json.path("data_added").asLong(),
                json.path("data_added_packed").asLong(),
                json.path("total_files_processed").asLong(),
                json.path("total_bytes_processed").asLong());
        return new SnapshotSummary(
                time(json, "backup_start").toInstant(), time(json, "backup_end").toInstant(), totals);
    }

    private static OffsetDateTime time(JsonNode json, String field) {
        return OffsetDateTime.parse(json.path(field).asText());
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(json.path(field).asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode json, String field) {
        List<String> texts = new ArrayList<>();
        json.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void putText(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }

    private static void putNumber(ObjectNode json, String field, long value) {
        if (value != 0) {
            json.put(field, value);
        }
    }

    private static void putTexts(ObjectNode json, String field, List<String> values) {
        if (!values.isEmpty()) {
            write(json.putArray(field), values);
        }
    }

    private static void write(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
