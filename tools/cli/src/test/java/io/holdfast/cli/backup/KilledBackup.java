package io.holdfast.cli.backup;

import io.holdfast.archive.CheckpointRule;
import io.holdfast.cli.output.StandardOutput;
import io.holdfast.cli.session.Invocation;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;

/**
 * {@code backup} as a process that ends as one that is killed does, once it has saved how far it came. It does not come to its
 * end before, as it waits where it is to tell of a file that cannot be stored.
 */
final class KilledBackup {
    static final int EXIT_CODE = 137;

    /** What it stores at least. */
    static final int BYTES = 256 << 10;

    /** Begins the name of the file. */
    static final String BARRIER = "barrier";

    private KilledBackup() {}

    public static void main(String[] arguments) {
        Invocation invocation =
                new Invocation(System.getenv(), Clock.systemUTC(), false, new StandardOutput(System.out));
        BackupCommand command = new BackupCommand(
                invocation,
                saved -> new CheckpointRule(
                        BYTES,
                        Duration.ofHours(1),
                        saved.andThen(_ -> Runtime.getRuntime().halt(EXIT_CODE))));
        System.exit(
                new CommandLine(command).setErr(new PrintWriter(new Barrier())).execute(arguments));
    }

    /** Where the troubles go; whoever tells of the file does not come back. */
    private static final class Barrier extends Writer {
        @Override
        public void write(char[] text, int offset, int length) {
            String words = new String(text, offset, length);
            System.err.print(words);
            while (words.contains(BARRIER)) {
                LockSupport.park();
            }
        }

        @Override
        public void flush() {
            System.err.flush();
        }

        @Override
        public void close() {
            // It is the process's.
        }
    }
}
