package io.holdfast.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.compress.BlobCompressor;
import io.holdfast.compress.CompressionLevel;
import io.holdfast.dedup.BlobClaims;
import io.holdfast.dedup.Claim;
import io.holdfast.encrypt.BlobSealer;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.encrypt.SealedBlob;
import io.holdfast.failure.BackupException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackTest {
    private final RepositoryKey key = RepositoryKey.generate(new SecureRandom());
    private final ByteSealer sealer = new ByteSealer(key, new SecureRandom());
    private final BlobCompressor compressor = new BlobCompressor(CompressionLevel.AUTO);
    private final BlobSealer blobs = new BlobSealer(sealer);
    private final BlobClaims claims = new BlobClaims((id, type) -> false);
    private final Random random = new Random(9);

    @AfterEach
    void close() {
        compressor.close();
    }

    @Test
    void shouldBeNamedByItsBytesAndTellWhatItHolds() {
        FinishedPack pack = filled(new PackBuilder(BlobType.DATA, new byte[1 << 20], 1 << 20), 50)
                .finish(sealer);
        byte[] stored = bytes(pack);
        assertThat(FileId.of(stored)).isEqualTo(pack.id());
        assertThat(header(stored)).isEqualTo(pack.entries());
        assertThat(pack.entries()).extracting(PackEntry::compressed).contains(true, false);
        assertThat(stored)
                .hasSize(pack.entries().stream().mapToInt(PackEntry::length).sum() + PackHeader.size(pack.entries()));
    }

    @Test
    void shouldBeTheSameWhenFilledInTwoParts() {
        PackBuilder first = filled(new PackBuilder(BlobType.DATA, new byte[1 << 20], 1 << 20), 10);
        PackBuilder second = filled(new PackBuilder(BlobType.DATA, new byte[1 << 20], 1 << 20), 10);
        assertThat(first.absorb(second)).isTrue();
        FinishedPack pack = first.finish(sealer);
        byte[] stored = bytes(pack);
        assertThat(FileId.of(stored)).isEqualTo(pack.id());
        assertThat(header(stored)).isEqualTo(pack.entries()).hasSize(20);
        assertThat(pack.entries())
                .allSatisfy(entry -> sealer.open(stored, entry.offset(), entry.length(), new byte[entry.length()], 0));
    }

    @Test
    void shouldNotTakeMoreThanFits() {
        PackBuilder small = new PackBuilder(BlobType.DATA, new byte[1000], 500);
        assertThat(small.hasRoom(1000)).isTrue();
        assertThat(small.hasRoom(1001)).isFalse();
        SealedBlob blob = noise(BlobType.DATA, 470);
        small.append(blob);
        assertThat(small.isFull()).isTrue();
        assertThat(small.absorb(filled(new PackBuilder(BlobType.DATA, new byte[1000], 1000), 1)))
                .isFalse();
        assertThatThrownBy(() -> small.append(noise(BlobType.DATA, 600))).isInstanceOf(IllegalArgumentException.class);
    }

    /** restic's check complains of a pack that holds trees beside data. */
    @Test
    void shouldNotMixTypes() {
        PackBuilder data = new PackBuilder(BlobType.DATA, new byte[1000], 500);
        assertThatThrownBy(() -> data.append(noise(BlobType.TREE, 10))).isInstanceOf(IllegalArgumentException.class);
        assertThat(data.absorb(new PackBuilder(BlobType.TREE, new byte[10], 10)))
                .isFalse();
    }

    @Test
    void shouldRefuseDamagedHeaders() {
        byte[] stored = bytes(filled(new PackBuilder(BlobType.DATA, new byte[1 << 16], 1 << 16), 3)
                .finish(sealer));
        assertThatThrownBy(() -> PackHeader.sealedLength(new byte[4], 1000)).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> PackHeader.sealedLength(new byte[] {-1, -1, -1, -1}, 1000))
                .isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> PackHeader.decode(sealer.seal(new byte[40]), sealer))
                .isInstanceOf(BackupException.class);
        stored[stored.length - 10] ^= 1;
        assertThatThrownBy(() -> header(stored)).isInstanceOf(BackupException.class);
    }

    private List<PackEntry> header(byte[] pack) {
        byte[] end = Arrays.copyOfRange(pack, pack.length - PackHeader.LENGTH_FIELD, pack.length);
        int length = PackHeader.sealedLength(end, pack.length);
        int to = pack.length - PackHeader.LENGTH_FIELD;
        return PackHeader.decode(Arrays.copyOfRange(pack, to - length, to), sealer);
    }

    private PackBuilder filled(PackBuilder pack, int count) {
        for (int i = 0; i < count; i++) {
            pack.append(
                    i % 2 == 0 ? noise(BlobType.DATA, 1 + random.nextInt(900)) : seal(BlobType.DATA, new byte[300]));
        }
        return pack;
    }

    private SealedBlob noise(BlobType type, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return seal(type, noise);
    }

    private SealedBlob seal(BlobType type, byte[] plaintext) {
        BlobId id = BlobId.of(plaintext);
        claims.release(id, type);
        return blobs.seal(compressor.compress((Claim.Mine) claims.claim(type, id), ByteBuffer.wrap(plaintext)));
    }

    private static byte[] bytes(FinishedPack pack) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer part : pack.parts()) {
            byte[] copy = new byte[part.remaining()];
            part.duplicate().get(copy);
            bytes.writeBytes(copy);
        }
        return bytes.toByteArray();
    }
}
