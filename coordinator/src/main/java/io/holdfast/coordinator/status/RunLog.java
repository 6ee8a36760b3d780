package io.holdfast.coordinator.status;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run tells: every line goes to its log file (gzip, logrus text), warnings and errors to its results as well.
 * The file grows beside the run, so a long log takes no memory. Thread-safe.
 */
public final class RunLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final Clock clock;
    private final String kind;
    private final String subject;
    private final Path file;
    private final Writer writer;
    private final MessageCollector warnings = new MessageCollector();
    private final MessageCollector errors = new MessageCollector();
    private boolean closed;

    /**
     * Begins a log.
     *
     * @param kind {@code backup} or {@code restore}
     * @param subject the resource, {@code namespace/name}
     * @param file is created
     */
    public RunLog(Clock clock, String kind, String subject, Path file) {
        this.clock = clock;
        this.kind = kind;
        this.subject = subject;
        this.file = file;
        try {
            writer = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    public void info(String message) {
        write("info", message, ResultScope.server());
    }

    public synchronized void warning(ResultScope scope, String message) {
        LOG.warn("{} {}: {}", kind, subject, message);
        warnings.add(scope, message);
        write("warning", message, scope);
    }

    public synchronized void error(ResultScope scope, String message) {
        LOG.error("{} {}: {}", kind, subject, message);
        errors.add(scope, message);
        write("error", message, scope);
    }

    public synchronized RunResults results() {
        return new RunResults(errors.toMessages(), warnings.toMessages());
    }

    private synchronized void write(String level, String message, ResultScope scope) {
        if (closed) {
            return;
        }
        Map<String, String> fields = new HashMap<>(Map.of(kind, subject));
        scope.namespace().ifPresent(namespace -> fields.put("namespace", namespace));
        try {
            writer.write(LogfmtLine.of(clock.instant(), level, message, fields));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Ends the log; later lines are results only. Yields the finished file. */
    public synchronized Path finish() {
        close();
        return file;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private BackupException unwritable(IOException e) {
        return new BackupException(
                FailureKind.UNWRITABLE,
                "The log of " + kind + " " + subject + " cannot be written to " + file + ": " + e.getMessage()
                        + "; free space there.",
                e);
    }
}
