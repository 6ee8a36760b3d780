package io.holdfast.coordinator.run;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for one run's temporary files, deleted with all of them at the run's end. */
public final class RunFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private final Path folder;

    public RunFolder() {
        try {
            folder = Files.createTempDirectory("holdfast-run-");
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNWRITABLE,
                    "No temporary folder can be made in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage()
                            + "; free space there, or mount a volume.",
                    e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            LOG.warn("The temporary folder {} could not be deleted.", folder, e);
        }
    }
}
