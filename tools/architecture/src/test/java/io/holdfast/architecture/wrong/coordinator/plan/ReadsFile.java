package io.holdfast.architecture.wrong.coordinator.plan;

import java.nio.file.Files;
import java.nio.file.Path;

/** A planner with a door to the world. */
final class ReadsFile {
    boolean looks(Path path) {
        return Files.exists(path);
    }
}
