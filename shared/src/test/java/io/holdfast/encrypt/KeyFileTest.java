package io.holdfast.encrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.task.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyFileTest {
    private static final ScryptCost CHEAP = new ScryptCost(1024, 8, 1);
    private final SecureRandom random = new SecureRandom();

    @Test
    void shouldOpenWithItsPasswordOnly() {
        RepositoryKey key = RepositoryKey.generate(random);
        byte[] file = KeyFile.create(key, new Secret("päss"), CHEAP, Instant.EPOCH, "me", "here", random);
        KeyFile parsed = KeyFile.parse(file);
        assertThat(parsed.open(new Secret("pass"))).isEmpty();
        assertThat(parsed.open(new Secret("päss")))
                .hasValueSatisfying(opened -> assertThat(opened.encryption()).isEqualTo(key.encryption()));
    }

    /** RFC 7914, section 12. */
    @Test
    void shouldDeriveAsPublished() {
        byte[] derived = new ScryptCost(1024, 8, 16).derive(ascii("password"), ascii("NaCl"), 64);
        assertThat(HexFormat.of().formatHex(derived))
                .startsWith("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
    }

    @Test
    void shouldRefuseFilesThatAreNone() {
        assertThatThrownBy(() -> KeyFile.parse(ascii("{}"))).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> KeyFile.parse(ascii("no json"))).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> KeyFile.parse(ascii("{\"kdf\":\"argon2\"}"))).hasMessageContaining("argon2");
    }

    /** A key file comes from the store, and could ask for all memory there is. */
    @Test
    void shouldRefuseCostsThatWouldExhaustTheMachine() {
        assertThatThrownBy(() -> KeyFile.parse(ascii(
                        "{\"kdf\":\"scrypt\",\"N\":1073741824,\"r\":8,\"p\":1,\"salt\":\"AA==\",\"data\":\"AA==\"}")))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("scrypt cost");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
