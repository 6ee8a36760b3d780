package io.holdfast.pack;

import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackHeaderFuzzTest {
    /** Damaged before it was sealed, as a foreign writer would: else the seal would stop all of it. */
    @Test
    void shouldParseAHeaderOrCallItCorrupt(@TempDir Path folder) throws Exception {
        SecureRandom random = new SecureRandom();
        ByteSealer sealer = new ByteSealer(RepositoryKey.generate(random), random);
        Fuzz.attack(new RealFiles(folder).packHeaders, header -> {
            List<PackEntry> _ = PackHeader.decode(sealer.seal(header), sealer);
        });
    }

    /** The last bytes of a pack, which nothing has sealed. */
    @Test
    void shouldTakeALengthOrCallItCorrupt() {
        byte[] length = ByteBuffer.allocate(PackHeader.LENGTH_FIELD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(500)
                .array();
        Fuzz.attack(List.of(length), end -> {
            byte[] last = Arrays.copyOf(end, PackHeader.LENGTH_FIELD);
            int _ = PackHeader.sealedLength(last, 1 << 20);
        });
    }
}
