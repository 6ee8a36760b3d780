package io.holdfast.integration.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program in the background. It is signalled by process id, and ends with the test's JVM at the latest. */
public final class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LINES = 40;

    private final String call;
    private final Process process;
    private final Path log;
    private final Thread atExit;

    RunningProgram(String call, Process process, Path log) {
        this.call = call;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(() -> program().destroyForcibly());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** The program itself, below what only leads to it: entering a node's process namespace takes a process of its own. */
    public ProcessHandle program() {
        ProcessHandle innermost = process.toHandle();
        Optional<ProcessHandle> child = innermost.children().findFirst();
        while (child.isPresent()) {
            innermost = child.orElseThrow();
            child = innermost.children().findFirst();
        }
        return innermost;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of one that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    public Path log() {
        return log;
    }

    public String logText() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails the test with the end of the log if it has ended. */
    public void mustBeAlive() {
        if (!isAlive()) {
            throw new AssertionError(
                    "%s has ended with %d. It said last:%n%s".formatted(call, process.exitValue(), lastLogged()));
        }
    }

    /** As {@code kill -9}: nothing is tidied up. */
    public void kill() {
        program().destroyForcibly();
        if (!endsWithin(PATIENCE)) {
            throw new AssertionError(call + " survives SIGKILL");
        }
    }

    /** Asks it to end, and returns its exit code. */
    public int stop() {
        program().destroy();
        if (!endsWithin(PATIENCE)) {
            kill();
            throw new AssertionError(
                    "%s did not end within %s of SIGTERM; its log is %s".formatted(call, PATIENCE, log));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (isAlive()) {
            program().destroy();
            if (!endsWithin(PATIENCE)) {
                kill();
            }
        }
        if (!Thread.currentThread().equals(atExit)) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The log's last lines, and where it lies. */
    public String lastLogged() {
        List<String> lines = logText().lines().toList();
        return "== %s%n%s"
                .formatted(log, String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())));
    }
}
