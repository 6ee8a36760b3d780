package io.holdfast.encrypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.repository.TestRepositories;
import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ScryptCost CHEAPEST = new ScryptCost(2, 1, 1);
    private static final byte[] SALT = new byte[64];

    private final SecureRandom random = new SecureRandom();

    @Test
    void shouldParseAKeyFileOrCallItCorrupt(@TempDir Path folder) throws Exception {
        Fuzz.attack(new RealFiles(folder).keyFiles, bytes -> {
            KeyFile _ = KeyFile.parse(bytes);
        });
    }

    @Test
    void shouldOpenAKeyFileOrCallItCorrupt() {
        byte[] file = KeyFile.create(
                RepositoryKey.generate(random), TestRepositories.PASSWORD, CHEAPEST, Instant.EPOCH, "u", "h", random);
        Fuzz.attack(List.of(file), bytes -> {
            KeyFile parsed = KeyFile.parse(bytes);
            if (isCheap(bytes)) {
                Optional<RepositoryKey> _ = parsed.open(TestRepositories.PASSWORD);
            }
        });
    }

    /** What is in it, damaged before it was sealed: only who has the password could do that, and a defect. */
    @Test
    void shouldTakeAKeyOrCallItCorrupt() {
        byte[] password = TestRepositories.PASSWORD.reveal().getBytes(UTF_8);
        RepositoryKey guard = RepositoryKey.of(CHEAPEST.derive(password, SALT, RepositoryKey.LENGTH));
        ByteSealer sealer = new ByteSealer(guard, random);
        ObjectNode key = JSON.createObjectNode();
        key.putObject("mac").put("k", bytes(16)).put("r", bytes(16));
        key.put("encrypt", bytes(32));
        Fuzz.attack(List.of(key.toString().getBytes(UTF_8)), inner -> {
            ObjectNode file = JSON.createObjectNode();
            file.put("kdf", "scrypt").put("N", 2).put("r", 1).put("p", 1);
            file.put("salt", SALT).put("data", sealer.seal(inner));
            Optional<RepositoryKey> _ =
                    KeyFile.parse(file.toString().getBytes(UTF_8)).open(TestRepositories.PASSWORD);
        });
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean isCheap(byte[] file) {
        try {
            JsonNode json = JSON.readTree(file);
            return (long) json.path("N").asInt()
                            * json.path("r").asInt()
                            * json.path("p").asInt()
                    < 1 << 12;
        } catch (IOException e) {
            throw new AssertionError("it was parsed before", e);
        }
    }
}
