package io.holdfast.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.demo.files.Folders;
import io.holdfast.failure.BackupException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's process: a folder in, a story on the terminal and an exit code out. */
@Command(
        name = "holdfast demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Backs up two namespaces of real files from two nodes, changes some, backs up again, deletes all,"
                + " restores, and compares every file. The cluster is played; coordinator, agents, their protocol and the"
                + " repositories are the real ones.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every file came back as it was", "1:something did not, or failed", "2:wrong use"})
public final class DemoMain implements Callable<Integer> {
    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Works in this folder, which must be empty or new, and leaves all there: the repositories, their"
                            + " password, the volumes, the log.")
    private @Nullable Path keep;

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/holdfast/demo/logback.xml");
        System.exit(new CommandLine(new DemoMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = keep == null
                ? Files.createTempDirectory("holdfast-demo")
                : Files.createDirectories(keep).toRealPath();
        if (!isEmpty(folder)) {
            System.err.println("holdfast demo: " + folder + " is not empty; name a new folder after --keep.");
            return CommandLine.ExitCode.USAGE;
        }
        System.setProperty("holdfast.demo.log", folder.resolve("log").toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Stage stage = new Stage(System.out, terminal);
        boolean same = false;
        try (DemoAssembly installation = DemoAssembly.start(folder)) {
            same = new Demo(installation, stage, keep != null).run();
        } catch (DemoFailure | BackupException | KubernetesClientException e) {
            same = false;
            stage.fail(String.valueOf(e.getMessage()));
        } finally {
            if (keep == null && same) {
                Folders.delete(folder);
            }
        }
        if (!same) {
            stage.fail("All that was made is still in " + folder + "; the programs' log is " + folder.resolve("log")
                    + ".");
        }
        return same ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
