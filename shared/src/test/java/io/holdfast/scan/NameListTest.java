package io.holdfast.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {
    @Test
    void shouldSortByUnsignedBytesAndDropDuplicates() {
        Random random = new Random(3);
        NameList names = NameList.empty();
        TreeSet<FileName> expected = new TreeSet<>();
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 255 : 3)];
            random.nextBytes(bytes);
            if (FileName.isValid(bytes)) {
                names.add(FileName.of(bytes), FileType.REGULAR);
                expected.add(FileName.of(bytes));
            }
        }
        names.sort();
        assertThat(names.size()).isEqualTo(expected.size());
        int index = 0;
        for (FileName name : expected) {
            assertThat(names.name(index++)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 512, 765, 4095})
    void shouldKeepLongNamesWhole(int length) {
        FileName name = FileName.of("x".repeat(length));
        FileName next = FileName.of("y");
        NameList names = NameList.of(List.of(next, name));
        assertThat(names.size()).isEqualTo(2);
        assertThat(names.name(0)).isEqualTo(name);
        assertThat(names.name(1)).isEqualTo(next);
    }

    @Test
    void shouldKeepTheTypeWithTheName() {
        NameList names = NameList.empty();
        names.add(FileName.of("b"), FileType.DIRECTORY);
        names.add(FileName.of("a"), FileType.UNKNOWN);
        names.add(FileName.of("c"), FileType.SOCKET);
        names.sort();
        assertThat(names.type(0)).isEqualTo(FileType.UNKNOWN);
        assertThat(names.type(1)).isEqualTo(FileType.DIRECTORY);
        assertThat(names.type(2)).isEqualTo(FileType.SOCKET);
    }
}
