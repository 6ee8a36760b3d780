package io.holdfast.coordinator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.failure.BackupException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The coordinator's process: flags in, a running {@link CoordinatorAssembly}; it ends on SIGTERM or with its Lease. */
@Command(
        name = "holdfast coordinator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the velero.io resources of one namespace: plans and publishes backups and restores,"
                + " and gives the volumes to node agents.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "1:could not start, lost its Lease, or ran out of memory",
            "2:a flag is wrong",
            "143:was asked to stop (SIGTERM)"
        })
public final class CoordinatorMain implements Callable<Integer> {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The cluster; default: the pod's own, or $KUBECONFIG.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--namespace",
            defaultValue = "velero",
            paramLabel = "NAME",
            description = "The namespace that it serves; default: ${DEFAULT-VALUE}")
    private String namespace = "";

    @Option(
            names = "--grpc-address",
            defaultValue = ":7443",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Where node agents dial in; default: ${DEFAULT-VALUE}")
    private InetSocketAddress grpcAddress = new InetSocketAddress(0);

    @Option(
            names = "--http-address",
            defaultValue = ":8085",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Metrics, health and downloads; default: ${DEFAULT-VALUE}")
    private InetSocketAddress httpAddress = new InetSocketAddress(0);

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How clients reach the HTTP address, for stores that cannot sign links themselves.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--node-agent-configmap",
            defaultValue = "node-agent-config",
            paramLabel = "NAME",
            description = "The ConfigMap with the limits of the nodes' agents; default: ${DEFAULT-VALUE}")
    private String nodeAgentConfigMap = "";

    @Option(
            names = "--restore-helper-image",
            defaultValue = "busybox:1.35",
            paramLabel = "IMAGE",
            description = "Holds restored pods until their volumes are filled; default: ${DEFAULT-VALUE}")
    private String restoreHelperImage = "";

    @Option(
            names = "--fs-backup-timeout",
            defaultValue = "4h",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "After which a volume's backup is given up; default: ${DEFAULT-VALUE}")
    private Duration fsBackupTimeout = Duration.ZERO;

    @Option(
            names = "--node-loss-timeout",
            defaultValue = "5m",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long a volume waits for its node's agent to come back; default: ${DEFAULT-VALUE}")
    private Duration nodeLossTimeout = Duration.ZERO;

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/holdfast/coordinator/logback.xml");
        logLibraries();
        System.exit(new CommandLine(new CoordinatorMain()).execute(arguments));
    }

    /** gRPC logs by the JDK's own means. */
    private static void logLibraries() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    @Override
    public Integer call() throws InterruptedException {
        CoordinatorConfig config;
        try {
            config = config();
        } catch (IllegalArgumentException e) {
            complain(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(clientConfig()).build()) {
            return serve(config, client);
        } catch (BackupException e) {
            complain(e.getMessage());
        } catch (KubernetesClientException e) {
            complain("The cluster cannot be used: " + e.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int serve(CoordinatorConfig config, KubernetesClient client) throws InterruptedException {
        CountDownLatch lost = new CountDownLatch(1);
        CoordinatorAssembly assembly = CoordinatorAssembly.start(config, client, Clock.systemUTC(), lost::countDown);
        Thread stopping = new Thread(assembly::close, "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        lost.await();
        assembly.close();
        Runtime.getRuntime().removeShutdownHook(stopping);
        complain("The Lease was lost or the process is broken, as the log says; start again to serve.");
        return CommandLine.ExitCode.SOFTWARE;
    }

    private CoordinatorConfig config() {
        return new CoordinatorConfig(
                namespace,
                hostName(),
                grpcAddress,
                httpAddress,
                Optional.ofNullable(publicUrl),
                nodeAgentConfigMap,
                restoreHelperImage,
                fsBackupTimeout,
                nodeLossTimeout);
    }

    private Config clientConfig() {
        Config config = kubeconfig == null ? new ConfigBuilder().build() : Config.fromKubeconfig(kubeconfig.toFile());
        config.setNamespace(namespace);
        return config;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("this machine's host name has no address: " + e.getMessage(), e);
        }
    }

    private static void complain(@Nullable String sentence) {
        System.err.println("holdfast coordinator: " + sentence);
    }
}
