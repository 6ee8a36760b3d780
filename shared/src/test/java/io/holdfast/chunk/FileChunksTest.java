package io.holdfast.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.read.SparseReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChunksTest {
    private static final int MIB = 1 << 20;

    private final Chunker chunker = new Chunker(ChunkerTest.key(1));

    @TempDir
    Path root;

    private OpenDirectory directory;
    private OpenFile file;

    /** A chunk as tests compare it. */
    private record Piece(int length, int hash) {}

    @BeforeEach
    void create() throws Exception {
        directory = OpenDirectory.open(root);
        file = directory.writer().createFile(FileName.of("file"), 0600);
    }

    @AfterEach
    void close() {
        file.close();
        directory.close();
    }

    @Test
    void shouldYieldAllBytesInOrder() throws Exception {
        byte[] data = random(9 * MIB + 5);
        write(data, 0);
        List<Piece> pieces = pieces(0, data.length);
        int at = 0;
        for (Piece piece : pieces) {
            assertThat(hash(data, at, piece.length())).isEqualTo(piece.hash());
            at += piece.length();
        }
        assertThat(at).isEqualTo(data.length);
    }

    @Test
    void shouldCutHolesLikeWrittenZeros() throws Exception {
        byte[] head = random(MIB + 77);
        byte[] tail = random(2 * MIB);
        long tailAt = 24 * MIB + 1234L;
        write(head, 0);
        write(tail, tailAt);
        file.truncate(40L * MIB);
        List<Piece> sparse = pieces(0, 40L * MIB);
        assertThat(file.status().blocks() * 512).isLessThan(8 * MIB);

        write(new byte[23 * MIB + 1234 - 77], head.length);
        write(new byte[40 * MIB - (int) tailAt - tail.length], tailAt + tail.length);
        assertThat(file.status().blocks() * 512).isGreaterThanOrEqualTo(40L * MIB);
        assertThat(pieces(0, 40L * MIB)).isEqualTo(sparse);
    }

    @Test
    void shouldNotReadHoles() throws Exception {
        file.truncate(1L << 40);
        FileChunks chunks = chunks(0, 1L << 40);
        ChunkBuffer buffer = new ChunkBuffer();
        for (int i = 0; i < 1000; i++) {
            Chunk chunk = chunks.next(buffer).orElseThrow();
            assertThat(chunk.isHole()).isTrue();
            assertThat(chunk.length()).isEqualTo(512 * 1024);
            assertThat(chunk.index()).isEqualTo(i);
        }
        assertThat(buffer.bytes()).isEmpty();
    }

    @Test
    void shouldCutAtSegmentsSoThatRangesJoin() throws Exception {
        long segment = FileChunks.SEGMENT;
        byte[] data = random(4 * MIB);
        write(data, segment - 2 * MIB - 100);
        List<Piece> whole = pieces(0, segment + 8 * MIB);
        List<Piece> joined = new ArrayList<>(pieces(0, segment));
        joined.addAll(pieces(segment, segment + 8 * MIB));
        assertThat(joined).isEqualTo(whole);
    }

    @Test
    void shouldEndWhereTheFileHasShrunk() throws Exception {
        byte[] data = random(5 * MIB);
        write(data, 0);
        FileChunks chunks = chunks(0, data.length);
        file.truncate(3 * MIB + 10);
        ChunkBuffer buffer = new ChunkBuffer();
        int total = 0;
        for (Optional<Chunk> next = chunks.next(buffer); next.isPresent(); next = chunks.next(buffer)) {
            total += next.get().length();
        }
        assertThat(total).isEqualTo(3 * MIB + 10);
        assertThat(chunks.position()).isEqualTo(total);
    }

    @Test
    void shouldYieldNothingOfAnEmptyFile() throws Exception {
        assertThat(pieces(0, 0)).isEmpty();
    }

    private List<Piece> pieces(long from, long end) throws Exception {
        FileChunks chunks = chunks(from, end);
        ChunkBuffer buffer = new ChunkBuffer();
        List<Piece> pieces = new ArrayList<>();
        byte[] zeros = new byte[512 * 1024];
        for (Optional<Chunk> next = chunks.next(buffer); next.isPresent(); next = chunks.next(buffer)) {
            Chunk chunk = next.get();
            byte[] bytes = chunk.isHole() ? zeros : buffer.bytes();
            pieces.add(new Piece(chunk.length(), hash(bytes, 0, chunk.length())));
        }
        return pieces;
    }

    private FileChunks chunks(long from, long end) throws Exception {
        return new FileChunks(new SparseReader(file, file.status()), chunker, new ThreadBudget(2), from, end);
    }

    private void write(byte[] data, long offset) throws Exception {
        file.write(ByteBuffer.wrap(data), offset);
        file.sync();
    }

    private static int hash(byte[] data, int from, int length) {
        return Arrays.hashCode(Arrays.copyOfRange(data, from, from + length));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
