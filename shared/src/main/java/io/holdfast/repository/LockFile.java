package io.holdfast.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The content of a lock. Source: restic's design document, "Locks". */
record LockFile(Instant time, boolean exclusive, String hostname, String username, long pid) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static LockFile of(LockOwner owner, LockMode mode, Instant time) {
        return new LockFile(
                time,
                mode == LockMode.EXCLUSIVE,
                owner.hostname(),
                owner.instance(),
                ProcessHandle.current().pid());
    }

    LockFile renewedAt(Instant newTime) {
        return new LockFile(newTime, exclusive, hostname, username, pid);
    }

    byte[] encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("time", time.toString());
        json.put("exclusive", exclusive);
        json.put("hostname", hostname);
        json.put("username", username);
        json.put("pid", pid);
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON nodes can always be written", e);
        }
    }

    /** {@code CORRUPT}, naming no file, where it is not a lock. */
    static LockFile decode(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return new LockFile(
                    OffsetDateTime.parse(json.path("time").asText()).toInstant(),
                    json.path("exclusive").asBoolean(),
                    json.path("hostname").asText(),
                    json.path("username").asText(),
                    json.path("pid").asLong());
        } catch (IOException | DateTimeException e) {
            throw new BackupException(FailureKind.CORRUPT, "it is not a lock: " + e.getMessage(), e);
        }
    }

    /** The holder for people. */
    String holder() {
        return username + " on " + hostname + " (process " + pid + ", since " + time + ")";
    }
}
