package io.holdfast.snapshot;

import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFuzzTest {
    @Test
    void shouldParseASnapshotOrCallItCorrupt(@TempDir Path folder) throws Exception {
        Fuzz.attack(new RealFiles(folder).snapshots, json -> {
            Snapshot _ = SnapshotCodec.decode(json);
        });
    }
}
