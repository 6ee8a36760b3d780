package io.holdfast.agent;

import io.holdfast.failure.BackupException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The node agent's process: flags and environment in, a running {@link AgentAssembly}; it ends on SIGTERM. */
@Command(
        name = "holdfast node-agent",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads and writes the volumes of its node's pods for the coordinator.",
        footer = {
            "%nEnvironment:",
            "  PARALLEL_FILES_UPLOAD  files read or written side by side",
            "  GOMAXPROCS             CPU threads",
            "  HOLDFAST_MEMORY        bytes of buffers in flight, such as 256Mi",
            "What the cluster's node-agent ConfigMap says comes before these."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"143:was asked to stop", "1:could not start", "2:a flag is wrong"})
public final class AgentMain implements Callable<Integer> {
    @Option(names = "--node-name", required = true, paramLabel = "NAME", description = "The node it works on.")
    private String nodeName = "";

    @Option(
            names = "--coordinator",
            required = true,
            split = ",",
            paramLabel = "HOST:PORT",
            description = "The coordinators, leading or standing by; several are parted by commas.")
    private List<String> coordinators = List.of();

    @Option(
            names = "--coordinator-ca-file",
            required = true,
            paramLabel = "FILE",
            description = "Certificate of the coordinators' authority: ca.crt of ConfigMap holdfast-coordinator-ca.")
    private Path authorityFile = Path.of("");

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "Projected ServiceAccount token of audience holdfast-coordinator.")
    private Path tokenFile = Path.of("");

    @Option(
            names = "--pods-root",
            defaultValue = "/var/lib/kubelet/pods",
            paramLabel = "DIRECTORY",
            description = "Kubelet's folder of pods; default: ${DEFAULT-VALUE}")
    private Path podsRoot = Path.of("");

    @Option(
            names = "--http-address",
            defaultValue = ":8085",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Health and metrics; default: ${DEFAULT-VALUE}")
    private InetSocketAddress httpAddress = new InetSocketAddress(0);

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/holdfast/agent/logback.xml");
        logLibraries();
        System.exit(new CommandLine(new AgentMain()).execute(arguments));
    }

    /** gRPC logs by the JDK's own means. */
    private static void logLibraries() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    @Override
    public Integer call() throws InterruptedException {
        AgentConfig config;
        try {
            config = new AgentConfig(
                    nodeName,
                    coordinators,
                    authorityFile,
                    tokenFile,
                    podsRoot,
                    httpAddress,
                    OwnLimits.of(System.getenv()));
        } catch (IllegalArgumentException e) {
            return complain(e.getMessage(), CommandLine.ExitCode.USAGE);
        }
        try {
            AgentAssembly assembly = AgentAssembly.start(config, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(assembly::close, "stop"));
            assembly.awaitEnd();
            return CommandLine.ExitCode.OK;
        } catch (BackupException e) {
            return complain(e.getMessage(), CommandLine.ExitCode.SOFTWARE);
        }
    }

    private static int complain(@Nullable String sentence, int exitCode) {
        System.err.println("holdfast node-agent: " + sentence);
        return exitCode;
    }
}
