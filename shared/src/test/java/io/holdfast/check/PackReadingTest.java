package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackReadingTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final ThreadBudget threads = new ThreadBudget(1);

    @ParameterizedTest
    @ValueSource(ints = {100, PackReading.WHOLE, PackReading.WHOLE + 1, 3 * PackReading.WHOLE})
    void shouldGiveEveryBytePastAWindowToo(int size) throws Exception {
        byte[] pack = new byte[size];
        new Random(size).nextBytes(pack);
        StoredFile file = store(pack, FileId.of(pack));
        PackReading reading = new PackReading(store, file, threads);
        int longest = 0;
        for (int offset = 0, length = 1; offset + length <= size; offset += length, length = length * 3 % 7_000_003) {
            int at = reading.seek(offset, length);
            assertThat(Arrays.equals(reading.window(), at, at + length, pack, offset, offset + length))
                    .isTrue();
            longest = Math.max(longest, length);
            assertThat(reading.window().length).isLessThanOrEqualTo((int) PackReading.held(file, longest));
        }
        assertThat(reading.hasItsName()).isTrue();
        assertThat(reading.isHeldWhole()).isEqualTo(size <= PackReading.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, PackReading.WHOLE + 1})
    void shouldNoticeADifferentByteWhereverItIs(int size) throws Exception {
        for (int at : new int[] {0, size / 2, size - 1}) {
            byte[] pack = new byte[size];
            FileId name = FileId.of(pack);
            pack[at] ^= 1;
            assertThat(new PackReading(store, store(pack, name), threads).hasItsName())
                    .isFalse();
        }
    }

    private StoredFile store(byte[] pack, FileId name) {
        store.put(FileKind.PACK.key(name), ObjectContent.of(pack));
        return new StoredFile(name, pack.length);
    }
}
