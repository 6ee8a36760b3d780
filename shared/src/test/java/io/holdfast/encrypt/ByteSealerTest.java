package io.holdfast.encrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ByteSealerTest {
    private static final HexFormat HEX = HexFormat.of();

    private final RepositoryKey key = RepositoryKey.generate(new SecureRandom());
    private final ByteSealer sealer = new ByteSealer(key, new SecureRandom());

    /** The examples of appendix B of "The Poly1305-AES message-authentication code". */
    @ParameterizedTest
    @CsvSource({
        "f3f6, 851fc40c3467ac0be05cc20404f3f700, ec074c835580741701425b623235add6,"
                + "fb447350c4e868c52ac3275cf9d4327e, f4c633c3044fc145f84f335cb81953de",
        "'', a0f3080000f46400d0c7e9076c834403, 75deaa25c09f208e1dc4ce6b5cad3fbf,"
                + "61ee09218d29b0aaed7e154a2c5509cc, dd3fab2251f11ac759f0887129cc2ee7",
        "663cea190ffb83d89593f3f476b6bc24d7e679107ea26adb8caf6652d0656136, 48443d0bb0d21109c89a100b5ce2c208,"
                + "6acb5f61a7176dd320c5c1eb2edcdc74, ae212a55399729595dea458bc621ff0e, 0ee1c16bb73f0f4fd19881753c01cdbe",
        "ab0812724a7f1e342742cbed374d94d136c6b8795d45b3819830f2c04491faf0990c62e48b8018b2c3e4a0fa3134cb67fa83e158c994"
                + "d961c4cb21095c1bf9, 12976a08c4426d0ce8a82407c4f48207, e1a5668a4d5b66a5f68cc5424ed5982d,"
                + "9ae831e743978d3a23527c7128149e3a, 5154ad0d2cb26e01274fc51148491f1b"
    })
    void shouldAuthenticateAsPublished(String message, String r, String k, String nonce, String tag) {
        PolyMac mac = new PolyMac(HEX.parseHex(k), HEX.parseHex(r));
        byte[] bytes = HEX.parseHex(message);
        byte[] result = new byte[PolyMac.TAG];
        mac.start(HEX.parseHex(nonce), 0);
        mac.update(bytes, 0, bytes.length);
        mac.finish(result, 0);
        assertThat(HEX.formatHex(result)).isEqualTo(tag);
    }

    static IntStream lengths() {
        int slice = 8 << 10;
        return IntStream.of(0, 1, 15, 16, 17, slice - 1, slice, slice + 1, 3 * slice + 5, 1 << 20);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void shouldOpenWhatItSealedAtAnyOffset(int length) {
        byte[] plaintext = noise(length + 7);
        byte[] sealed = new byte[length + ByteSealer.OVERHEAD + 3];
        sealer.seal(plaintext, 7, length, sealed, 3);
        byte[] opened = new byte[length];
        sealer.open(sealed, 3, length + ByteSealer.OVERHEAD, opened, 0);
        assertThat(opened).isEqualTo(Arrays.copyOfRange(plaintext, 7, length + 7));
    }

    @Test
    void shouldRefuseEveryFlippedBitAndEveryCut() {
        byte[] sealed = sealer.seal(noise(40));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertCorrupt(flipped);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertCorrupt(Arrays.copyOf(sealed, length));
        }
    }

    @Test
    void shouldNeverSealTheSameWayTwice() {
        byte[] plaintext = noise(64);
        assertThat(sealer.seal(plaintext)).isNotEqualTo(sealer.seal(plaintext));
    }

    @Test
    void shouldRefuseWhatAnotherKeySealed() {
        ByteSealer other = new ByteSealer(RepositoryKey.generate(new SecureRandom()), new SecureRandom());
        assertCorrupt(other.seal(noise(10)));
    }

    @Test
    void shouldDeriveOneKeyForEachPurpose() {
        assertThat(key.derive("one", 32)).hasSize(32).isEqualTo(key.derive("one", 32));
        assertThat(key.derive("one", 32)).isNotEqualTo(key.derive("two", 32));
        assertThat(key).hasToString("RepositoryKey[•••]");
    }

    private void assertCorrupt(byte[] sealed) {
        assertThatThrownBy(() -> sealer.open(sealed))
                .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                .extracting(BackupException::kind)
                .isEqualTo(FailureKind.CORRUPT);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
