package io.holdfast.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.holdfast.failure.BackupException;
import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredContentFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A few kilobytes that become a hundred megabytes. */
    @Test
    void shouldRefuseABomb() {
        byte[] bomb = FileCompression.compress(new byte[100 << 20]);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> {
                    byte[] _ = FileCompression.decompress(bomb);
                })
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("longer than any");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
    }

    @Test
    void shouldDecompressAFileOrCallItCorrupt(@TempDir Path folder) throws Exception {
        List<byte[]> stored = new RealFiles(folder)
                .indexes.stream().map(FileCompression::compress).toList();
        Fuzz.attack(stored, content -> {
            byte[] _ = FileCompression.decompress(content);
        });
    }
}
