package io.holdfast.cli.session;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.LockStaleness;
import io.holdfast.repository.StoredLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Who and where this process is, as restic would write it. */
public record HostIdentity(String hostname, String username, long uid, long gid) {
    private static final Path SELF = Path.of("/proc/self");
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    public static HostIdentity current() {
        try {
            return new HostIdentity(
                    Files.readString(HOSTNAME).strip(),
                    System.getProperty("user.name"),
                    number("unix:uid"),
                    number("unix:gid"));
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNSUPPORTED, "/proc is not there to tell the name of this machine; mount it", e);
        }
    }

    LockOwner lockOwner() {
        return LockOwner.ofProcess(hostname, username);
    }

    /** By which this host tells locks that nobody holds any more. */
    public LockStaleness staleness(Instant now) {
        return new LockStaleness(hostname, now, pid -> ProcessHandle.of(pid).isPresent());
    }

    /** Whether it is this process's. */
    boolean holds(StoredLock lock) {
        return lock.hostname().equals(hostname)
                && lock.pid() == ProcessHandle.current().pid();
    }

    private static long number(String attribute) throws IOException {
        return Integer.toUnsignedLong((int) Files.getAttribute(SELF, attribute));
    }
}
