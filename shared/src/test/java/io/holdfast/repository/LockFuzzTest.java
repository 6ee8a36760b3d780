package io.holdfast.repository;

import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFuzzTest {
    @Test
    void shouldParseALockOrCallItCorrupt(@TempDir Path folder) throws Exception {
        Fuzz.attack(new RealFiles(folder).locks, json -> {
            LockFile _ = LockFile.decode(json);
        });
    }
}
