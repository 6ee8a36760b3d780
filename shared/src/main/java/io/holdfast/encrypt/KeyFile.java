package io.holdfast.encrypt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * The master key under a password: plain JSON whose {@code data} is the key sealed with what scrypt makes of the password.
 * Source: restic's design document, "Keys, Encryption and MAC".
 */
public final class KeyFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SALT = 64;

    private final ScryptCost cost;
    private final byte[] salt;
    private final byte[] data;
    private final KeyOrigin origin;

    private KeyFile(ScryptCost cost, byte[] salt, byte[] data, KeyOrigin origin) {
        this.origin = origin;
        this.cost = cost;
        this.salt = salt;
        this.data = data;
    }

    /** The bytes of a new key file; user and host tell people who made it. */
    public static byte[] create(
            RepositoryKey key,
            Secret password,
            ScryptCost cost,
            Instant created,
            String username,
            String hostname,
            SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        ObjectNode file = JSON.createObjectNode();
        file.put("created", created.toString());
        file.put("username", username);
        file.put("hostname", hostname);
        file.put("kdf", "scrypt");
        file.put("N", cost.n());
        file.put("r", cost.r());
        file.put("p", cost.p());
        file.put("salt", salt);
        file.put("data", new ByteSealer(guard(cost, password, salt), random).seal(encode(key)));
        return bytes(file);
    }

    /** Reads a key file; {@code CORRUPT}, naming no file, where it is none. */
    public static KeyFile parse(byte[] bytes) {
        try {
            JsonNode file = JSON.readTree(bytes);
            if (!file.path("kdf").asText().equals("scrypt")) {
                throw new BackupException(
                        FailureKind.UNSUPPORTED, "its key derivation is not scrypt but " + file.path("kdf"));
            }
            ScryptCost cost = new ScryptCost(
                    file.path("N").asInt(),
                    file.path("r").asInt(),
                    file.path("p").asInt());
            return new KeyFile(cost, binary(file, "salt"), binary(file, "data"), origin(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new BackupException(FailureKind.CORRUPT, "it is not a key file: " + e.getMessage(), e);
        }
    }

    /** Who made it and when, as the file says. */
    public KeyOrigin origin() {
        return origin;
    }

    private static KeyOrigin origin(JsonNode file) {
        return new KeyOrigin(
                time(file.path("created").asText()),
                file.path("username").asText(),
                file.path("hostname").asText());
    }

    /** No odd date is worth a repository that cannot be opened. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The master key, or empty where the password is another one. */
    public Optional<RepositoryKey> open(Secret password) {
        ByteSealer opener = new ByteSealer(guard(cost, password, salt), new SecureRandom());
        if (!opener.isAuthentic(data, 0, data.length)) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(opener.open(data)));
        } catch (IOException | IllegalArgumentException e) {
            throw new BackupException(FailureKind.CORRUPT, "it holds no usable key: " + e.getMessage(), e);
        }
    }

    private static RepositoryKey guard(ScryptCost cost, Secret password, byte[] salt) {
        byte[] text = password.reveal().getBytes(StandardCharsets.UTF_8);
        byte[] material = cost.derive(text, salt, RepositoryKey.LENGTH);
        Arrays.fill(text, (byte) 0);
        return RepositoryKey.of(material);
    }

    private static byte[] encode(RepositoryKey key) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("mac").put("k", key.macK()).put("r", key.macR());
        json.put("encrypt", key.encryption());
        return bytes(json);
    }

    private static RepositoryKey decode(byte[] json) throws IOException {
        JsonNode key = JSON.readTree(json);
        JsonNode mac = key.path("mac");
        return new RepositoryKey(binary(key, "encrypt"), binary(mac, "k"), binary(mac, "r"));
    }

    private static byte[] binary(JsonNode node, String field) throws IOException {
        byte[] bytes = node.path(field).binaryValue();
        if (bytes == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return bytes;
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON nodes can always be written", e);
        }
    }
}
