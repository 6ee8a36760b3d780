package io.holdfast.integration.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Program;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an operator types: the unchanged velero, for Holdfast's namespace. */
public record Velero(Program program) {
    private static final Pattern ENDED = Pattern.compile("(?:Backup|Restore) completed with status: (\\w+)");

    public Velero {
        program = program.within(Duration.ofMinutes(5));
    }

    /** Runs it; a failure fails the test. */
    public Finished run(String... arguments) {
        return program.run(arguments).succeeded();
    }

    /** Backs up a namespace, and answers the phase in which the backup has ended. */
    public String backUp(String name, String namespace) {
        return phase(run("backup", "create", name, "--include-namespaces", namespace, "--wait"));
    }

    /** The same beside the caller, with more flags; on a thread of its own, as the common ones are few. */
    public CompletableFuture<String> beginBackUp(String name, String namespace, String... flags) {
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                ended.complete(
                        phase(new Velero(program.and("backup", "create", name, "--include-namespaces", namespace))
                                .run(Stream.concat(Stream.of(flags), Stream.of("--wait"))
                                        .toArray(String[]::new))));
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        return ended;
    }

    /** Restores a backup, and answers the phase in which the restore has ended. */
    public String restore(String name, String backup, String... flags) {
        return phase(new Velero(program.and("restore", "create", name, "--from-backup", backup, "--wait")).run(flags));
    }

    /** What {@code velero backup describe} or {@code velero restore describe} tells in full. */
    public String describe(String kind, String name) {
        return run(kind, "describe", name, "--details").output();
    }

    private static String phase(Finished waited) {
        Matcher ended = ENDED.matcher(waited.output());
        assertThat(ended.find()).as(waited.toString()).isTrue();
        return ended.group(1);
    }
}
