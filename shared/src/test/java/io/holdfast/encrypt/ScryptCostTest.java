package io.holdfast.encrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScryptCostTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # RFC 7914, section 12
            '', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
            password, NaCl, 1024, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
            pleaseletmein, SodiumChloride, 16384, 8, 1, 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
            """)
    void shouldDeriveTheKeysOfTheStandard(String password, String salt, int n, int r, int p, String key) {
        ScryptCost cost = new ScryptCost(n, r, p);
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = salt.getBytes(StandardCharsets.UTF_8);

        assertThat(HexFormat.of().formatHex(cost.inJava(secret, bytes, 64))).isEqualTo(key);
        assertThat(HexFormat.of().formatHex(cost.derive(secret, bytes, 64))).isEqualTo(key);
    }

    /** Machines that test Holdfast have OpenSSL: a call that only ever falls back would be noticed here. */
    @Test
    void shouldDeriveTheSameKeysWithAndWithoutLibcrypto() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            ScryptCost cost = new ScryptCost(2 << random.nextInt(10), 1 + random.nextInt(8), 1 + random.nextInt(3));
            byte[] password = new byte[random.nextInt(80)];
            byte[] salt = new byte[random.nextInt(80)];
            random.nextBytes(password);
            random.nextBytes(salt);

            assertThat(Libcrypto.scrypt(password, salt, cost, 64))
                    .as(cost.toString())
                    .hasValueSatisfying(key -> assertThat(key).isEqualTo(cost.inJava(password, salt, 64)));
        }
        assertThat(Libcrypto.scrypt(new byte[0], new byte[64], ScryptCost.STANDARD, 64))
                .isNotEqualTo(Optional.empty());
    }

    /** Hours of work in a few bytes of a key file. */
    @Test
    void shouldRefuseWhatWouldTakeForEver() {
        assertThatThrownBy(() -> new ScryptCost(1 << 15, 8, 1 << 10)).hasMessageContaining("p=1024");
    }

    /** RFC 7914, section 2: N is less than 2 to the power of 128 * r / 8. */
    @Test
    void shouldRefuseWhatTheStandardDoes() {
        assertThatThrownBy(() -> new ScryptCost(1 << 16, 1, 1)).hasMessageContaining("N=65536");
        assertThat(new ScryptCost(1 << 15, 1, 1).n()).isEqualTo(1 << 15);
    }

    /** Clients ask for more than restic does, up to 128 MiB. */
    @Test
    void shouldTakeWhatOtherClientsWrite() {
        assertThat(new ScryptCost(1 << 17, 8, 1).n()).isEqualTo(1 << 17);
        assertThat(new ScryptCost(1 << 15, 8, 10).p()).isEqualTo(10);
    }

    @Test
    void shouldRefuseWhatWouldTakeAllMemory() {
        assertThatThrownBy(() -> new ScryptCost(1 << 24, 8, 1)).hasMessageContaining("N=16777216");
        assertThatThrownBy(() -> new ScryptCost(1 << 19, 8, 1)).hasMessageContaining("N=524288");
        assertThat(new ScryptCost(1 << 18, 8, 1).n()).isEqualTo(1 << 18);
        assertThatThrownBy(() -> new ScryptCost(1000, 8, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
