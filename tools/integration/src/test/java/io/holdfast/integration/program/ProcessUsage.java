package io.holdfast.integration.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has used so far, as the kernel counts it. */
public record ProcessUsage(Duration cpu, long bytesRead) {
    private static final Pattern READ = Pattern.compile("rchar: (\\d+)");
    private static final long TICKS_PER_SECOND = 100;

    public static ProcessUsage of(ProcessHandle process) {
        return new ProcessUsage(cpuOf(process), bytesReadOf(process));
    }

    /** User and system time of all its threads. */
    private static Duration cpuOf(ProcessHandle process) {
        String stat = read(process, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Bytes returned by reads of any kind, cached ones and sockets included. */
    private static long bytesReadOf(ProcessHandle process) {
        Matcher matcher = READ.matcher(read(process, "io"));
        if (!matcher.find()) {
            throw new AssertionError("the kernel does not count what processes read");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
