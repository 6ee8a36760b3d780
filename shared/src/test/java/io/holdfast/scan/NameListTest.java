package io.holdfast.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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
