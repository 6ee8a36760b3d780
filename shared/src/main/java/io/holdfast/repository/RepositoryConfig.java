package io.holdfast.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The content of the file {@code config}: what makes the repository itself, whatever lies in it. */
record RepositoryConfig(int version, String id, long chunkerPolynomial) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final int VERSION = 2;

    static RepositoryConfig generate(SecureRandom random) {
        byte[] id = new byte[32];
        random.nextBytes(id);
        return new RepositoryConfig(VERSION, HexFormat.of().formatHex(id), ChunkerPolynomial.generate(random));
    }

    byte[] encode() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("version", version)
                    .put("id", id)
                    .put("chunker_polynomial", Long.toHexString(chunkerPolynomial)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON nodes can always be written", e);
        }
    }

    /** {@code CORRUPT}, naming no repository, where it is not a config. */
    static RepositoryConfig decode(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return new RepositoryConfig(
                    json.path("version").asInt(),
                    json.path("id").asText(),
                    Long.parseUnsignedLong(json.path("chunker_polynomial").asText(), 16));
        } catch (IOException | NumberFormatException e) {
            throw new BackupException(FailureKind.CORRUPT, "it is not a config: " + e.getMessage(), e);
        }
    }
}
