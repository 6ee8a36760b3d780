package io.holdfast.coordinator.leadership;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process that may hold the Lease: its machine or pod, its process id there, and when it began, by which two
 * processes of one id are told apart. Written {@code host_pid_milliseconds}.
 */
public record LeaseHolder(String host, long pid, long startMillis) {
    private static final Pattern TEXT = Pattern.compile("(.+)_([0-9]+)_([0-9]+)");

    /** The current process. */
    public static LeaseHolder current(String host) {
        ProcessHandle self = ProcessHandle.current();
        return new LeaseHolder(host, self.pid(), startOf(self));
    }

    /** Reads a holder's text; empty where it is somebody else's. */
    static Optional<LeaseHolder> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LeaseHolder(
                        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /**
     * Whether this holder certainly lives no more, seen from another process: it ran on the same host, and its process
     * id is free there or belongs to a process that began at another time. A pod's host name is its own, so an earlier
     * container of the same pod is known to be dead in the same way.
     */
    boolean isDeadSeenBy(LeaseHolder other) {
        if (!host.equals(other.host)) {
            return false;
        }
        if (pid == other.pid) {
            return startMillis != other.startMillis;
        }
        return ProcessHandle.of(pid)
                .filter(process -> startOf(process) == startMillis)
                .isEmpty();
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    @Override
    public String toString() {
        return host + "_" + pid + "_" + startMillis;
    }
}
