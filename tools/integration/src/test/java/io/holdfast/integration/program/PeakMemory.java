package io.holdfast.integration.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the kernel counts of a program in the background: the most memory it has held, and the bytes it has asked for. */
public record PeakMemory(long residentBytes, long bytesRead) {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** Watches the program to its end. Both numbers only rise, so the last look is as good as the end. */
    public static PeakMemory ofWholeRun(RunningProgram program, Duration deadline) {
        long[] seen = new long[2];
        Awaitility.await().atMost(deadline).pollInterval(INTERVAL).until(() -> {
            Path process = Path.of("/proc", Long.toString(program.program().pid()));
            seen[0] = Math.max(seen[0], field(process.resolve("status"), "VmHWM:") * 1024);
            seen[1] = Math.max(seen[1], field(process.resolve("io"), "rchar:"));
            return !program.isAlive();
        });
        return new PeakMemory(seen[0], seen[1]);
    }

    /** The number behind the name; 0 where the process has just ended. */
    private static long field(Path file, String name) {
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
