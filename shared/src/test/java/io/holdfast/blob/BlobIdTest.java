package io.holdfast.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlobIdTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldBeTheHashOfWhatRemainsWhereverItLies() {
        byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer within = ByteBuffer.wrap("xabcx".getBytes(StandardCharsets.US_ASCII))
                .position(1)
                .limit(4);
        ByteBuffer direct = ByteBuffer.allocateDirect(3).put(bytes).flip();
        assertThat(BlobId.of(bytes).toHex()).isEqualTo(ABC);
        assertThat(BlobId.of(within)).isEqualTo(BlobId.fromHex(ABC));
        assertThat(BlobId.of(direct)).isEqualTo(BlobId.fromHex(ABC));
        assertThat(within.position()).isEqualTo(1);
    }

    @Test
    void shouldOrderAndRebuildAsItsBytesDo() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            byte[] a = new byte[BlobId.LENGTH];
            random.nextBytes(a);
            byte[] b = a.clone();
            b[random.nextInt(BlobId.LENGTH)] += (byte) random.nextInt(3);
            BlobId first = BlobId.fromBytes(a, 0);
            BlobId second = BlobId.fromBytes(b, 0);
            assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
            assertThat(first.equals(second)).isEqualTo(Arrays.equals(a, b));
            assertThat(BlobId.fromWords(first.word(0), first.word(1), first.word(2), first.word(3))
                            .toBytes())
                    .isEqualTo(a);
            assertThat(BlobId.fromHex(first.toHex())).isEqualTo(first);
        }
    }

    @Test
    void shouldNotBeTakenForTheIdOfAFile() {
        assertThat(FileId.fromHex(ABC).equals((Object) BlobId.fromHex(ABC))).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoId() {
        assertThatThrownBy(() -> BlobId.fromHex(ABC.substring(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlobId.fromHex("z" + ABC.substring(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
