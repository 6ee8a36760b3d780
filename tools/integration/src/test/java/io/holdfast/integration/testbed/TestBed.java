package io.holdfast.integration.testbed;

import io.holdfast.integration.program.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real Kubernetes, its two nodes and the S3 server of {@code tools/testbed}: started once for all test classes, and
 * held against other users of this machine until the tests end. Where it cannot run, whoever asks for it fails with the
 * sentence that says what to do.
 */
public final class TestBed implements AutoCloseable {
    private static final Path REPOSITORY = findRepository();
    private static final Duration BUILD = Duration.ofMinutes(45);
    private static final Pattern SETTING = Pattern.compile("export (TESTBED_\\w+|KUBECONFIG)=(\\S+)");

    private final Process hold;
    private final Map<String, String> settings;

    private TestBed(Process hold, Map<String, String> settings) {
        this.hold = hold;
        this.settings = settings;
    }

    /** The one test bed of this run. */
    public static TestBed of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(TestBed.class, _ -> start(), TestBed.class);
    }

    private static TestBed start() {
        command("build").within(BUILD).run().succeeded();
        Process hold = hold();
        try {
            command("up").within(BUILD).run().succeeded();
            command("s3").run().succeeded();
            Map<String, String> settings = SETTING.matcher(
                            command("env").run().succeeded().output())
                    .results()
                    .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
            return new TestBed(hold, settings);
        } catch (RuntimeException | Error e) {
            hold.destroy();
            throw e;
        }
    }

    private static Process hold() {
        try {
            Process hold = new ProcessBuilder(
                            REPOSITORY.resolve("tools/testbed").toString(), "hold")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(hold.getInputStream(), StandardCharsets.UTF_8));
            if (!"held".equals(answer.readLine())) {
                throw new AssertionError("tools/testbed hold does not answer");
            }
            return hold;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new and empty cluster in place of the one that runs; the buckets stay. */
    public void renew() {
        command("down", "--keep-s3").run().succeeded();
        command("up").within(BUILD).run().succeeded();
    }

    public Kubectl kubectl() {
        return new Kubectl(program("kubectl"));
    }

    /** The unchanged velero, for Holdfast's namespace. */
    public Program velero() {
        return program("velero").and("--namespace", "velero");
    }

    public S3 s3() {
        return new S3(
                setting("S3_ENDPOINT"),
                setting("S3_REGION"),
                setting("S3_ACCESS_KEY"),
                setting("S3_SECRET_KEY"),
                state().resolve("s3"));
    }

    public Restic restic(String repository, String password) {
        return new Restic(s3().credentials(program("restic").and("--no-cache"))
                .with("RESTIC_REPOSITORY", repository)
                .with("RESTIC_PASSWORD", password));
    }

    public Node node(int number) {
        return new Node("n" + number, "10.200.0.1" + number, command("on", Integer.toString(number)));
    }

    /** The host's address, which nodes and pods reach. */
    public String host() {
        return setting("HOST");
    }

    /** A program of Holdfast, by the project's launcher. */
    public static Program holdfast(String program) {
        return Program.of(REPOSITORY.resolve("tools/holdfast").toString(), program);
    }

    /** The same where it needs no cluster: it leaves the processors to the tests that do, which wait for one another. */
    public static Program holdfastAside(String program) {
        return Program.of("nice").and(holdfast(program).command().toArray(String[]::new));
    }

    /** A file or folder of the project. */
    public static Path projectFile(String path) {
        return REPOSITORY.resolve(path);
    }

    public Path kubeconfig() {
        return Path.of(Objects.requireNonNull(settings.get("KUBECONFIG")));
    }

    private Program program(String name) {
        Path programs = Objects.requireNonNull(state().getParent());
        return Program.of(programs.resolve(name).toString())
                .with("KUBECONFIG", kubeconfig().toString());
    }

    private Path state() {
        return Path.of(setting("STATE"));
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get("TESTBED_" + name), name);
    }

    private static Program command(String... arguments) {
        return Program.of(REPOSITORY.resolve("tools/testbed").toString()).and(arguments);
    }

    private static Path findRepository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("tools/testbed"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the tests run outside the project");
        }
        return folder;
    }

    /** Lets others have the cluster, which keeps running. */
    @Override
    public void close() {
        hold.destroy();
    }
}
