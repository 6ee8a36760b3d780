package io.holdfast.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.compress.BlobCompressor;
import io.holdfast.compress.CompressionLevel;
import io.holdfast.dedup.BlobClaims;
import io.holdfast.dedup.Claim;
import io.holdfast.encrypt.BlobSealer;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.FailingObjectStore;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.pack.PackBuilder;
import io.holdfast.pack.PackEntry;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.PackUploader;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredPack;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexWriterTest {
    private static final int BLOBS_A_PACK = 15_000;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final SecureRandom random = new SecureRandom();
    private final RepositoryKey key = RepositoryKey.generate(random);
    private final SealedFiles files = new SealedFiles(store, key, random);
    private final BlobIndex index = new BlobIndex();
    private final IndexWriter writer = new IndexWriter(files, index);
    private final ByteSealer sealer = new ByteSealer(key, random);
    private final AtomicInteger content = new AtomicInteger();

    /** restic keeps index files below 8 MiB; and a pack split between two would be cut in half by its prune. */
    @Test
    void shouldNameWholePacksOfAtMostFiftyThousandBlobsInAFile() {
        List<StoredPack> packs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            packs.add(storedPack());
            writer.add(packs.getLast());
        }
        assertThat(files.list(FileKind.INDEX)).hasSize(2);
        writer.flush();
        writer.flush();
        assertThat(files.list(FileKind.INDEX)).hasSize(3).allSatisfy(file -> {
            BlobIndex read = new BlobIndex();
            IndexContent content = read.content();
            IndexCodec.decode(new ByteArrayInputStream(files.load(FileKind.INDEX, file.id())), content);
            read.add(content);
            assertThat(read.size(BlobType.DATA)).isPositive().isLessThanOrEqualTo(IndexWriter.MAX_BLOBS);
            assertThat(read.size(BlobType.DATA) % BLOBS_A_PACK).isZero();
        });
        BlobIndex loaded = new IndexLoader(files).load();
        for (StoredPack pack : packs) {
            for (PackEntry entry : pack.entries()) {
                BlobPlace place = new BlobPlace(
                        pack.id(), entry.offset(), entry.length(), entry.plainLength(), entry.compressed());
                assertThat(loaded.locate(entry.id(), BlobType.DATA)).hasValue(place);
                assertThat(index.locate(entry.id(), BlobType.DATA)).hasValue(place);
            }
        }
    }

    @Test
    void shouldKnowWhatIsStoredButShowOnlyWhatIsIndexed() {
        StoredPack pack = storedPack();
        BlobId id = pack.entries().getFirst().id();
        assertThat(writer.contains(id, BlobType.DATA)).isFalse();
        writer.add(pack);
        assertThat(writer.contains(id, BlobType.DATA)).isTrue();
        assertThat(index.contains(id, BlobType.DATA)).isFalse();
        writer.flush();
        assertThat(writer.contains(id, BlobType.DATA)).isTrue();
        assertThat(index.contains(id, BlobType.DATA)).isTrue();
    }

    /** What a flush has promised to name and has not, the next one names. */
    @Test
    void shouldNameInTheNextFileWhatCouldNotBeWritten() {
        FailingObjectStore failing = new FailingObjectStore(store);
        SealedFiles broken = new SealedFiles(failing, key, random);
        IndexWriter brokenWriter = new IndexWriter(broken, index);
        BlobId id = addPack(brokenWriter);
        failing.failBefore(2, new BackupException(FailureKind.NO_SPACE, "full"));
        assertThatThrownBy(brokenWriter::flush).hasMessage("full");
        assertThatThrownBy(brokenWriter::flush).hasMessage("full");
        BlobId other = addPack(brokenWriter);
        brokenWriter.flush();
        BlobIndex loaded = new IndexLoader(files).load();
        assertThat(loaded.contains(id, BlobType.DATA)).isTrue();
        assertThat(loaded.contains(other, BlobType.DATA)).isTrue();
    }

    private BlobId addPack(IndexWriter to) {
        StoredPack pack = storedPack();
        to.add(pack);
        return pack.entries().getFirst().id();
    }

    private StoredPack storedPack() {
        PackBuilder pack = new PackBuilder(BlobType.DATA, new byte[1 << 20], 1 << 20);
        BlobClaims claims = new BlobClaims((id, type) -> false);
        try (BlobCompressor compressor = new BlobCompressor(CompressionLevel.OFF)) {
            BlobSealer blobs = new BlobSealer(sealer);
            for (int i = 0; i < BLOBS_A_PACK; i++) {
                ByteBuffer plaintext = ByteBuffer.allocate(4).putInt(0, content.incrementAndGet());
                Claim.Mine mine = (Claim.Mine) claims.claim(BlobType.DATA, BlobId.of(plaintext));
                pack.append(blobs.seal(compressor.compress(mine, plaintext)));
            }
        }
        return new PackUploader(store).store(pack.finish(sealer));
    }
}
