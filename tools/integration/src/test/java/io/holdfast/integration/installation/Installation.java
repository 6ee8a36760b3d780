package io.holdfast.integration.installation;

import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Node;
import io.holdfast.integration.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holdfast as its users have it: its resources in the cluster, one coordinator, one agent on each of two nodes. */
public final class Installation implements AutoCloseable {
    private final TestBed testBed;
    private final Path folder;
    private final CoordinatorAddress address;
    private final Map<String, RunningProgram> processes = new TreeMap<>();
    /** Agents that were not started as they usually are. */
    private final Set<Integer> unusual = new TreeSet<>();

    private Installation(TestBed testBed, Path folder, CoordinatorAddress address) {
        this.testBed = testBed;
        this.folder = folder;
        this.address = address;
    }

    /** A new installation on an empty cluster. Logs and tokens lie in a folder of that name below the build's. */
    static Installation on(TestBed testBed, String name) {
        TestBed.holdfast("build").within(Duration.ofMinutes(15)).run().succeeded();
        Path folder = Path.of("target", "integration", name).toAbsolutePath();
        Shell.here().run("rm -rf \"$1\"; mkdir -p \"$1\"", folder.toString());
        Installation installation = new Installation(testBed, folder, CoordinatorAddress.free(testBed.host()));
        if (testBed.kubectl().has("default", "namespace/" + VeleroNamespace.NAME)) {
            testBed.renew();
        }
        try {
            installation.namespace().create();
            installation.start();
            return installation;
        } catch (RuntimeException | Error e) {
            System.err.println(installation.lastLogged());
            installation.close();
            throw e;
        }
    }

    /** Starts the coordinator and the agents. */
    public void start() {
        startCoordinator();
        for (int number : List.of(1, 2)) {
            beginAgent(number, TestBed.holdfast("node-agent"));
        }
        for (int number : List.of(1, 2)) {
            awaitAgent(number);
        }
        unusual.clear();
    }

    private void beginAgent(int number, Program launcher) {
        startAgentWithToken(
                number, launcher, namespace().token(testBed.node(number).name()));
    }

    private void awaitAgent(int number) {
        Readiness.await(agent(number), "http://" + httpOf(testBed.node(number)));
    }

    /** Stops what still runs. */
    public void stop() {
        processes.values().forEach(RunningProgram::close);
        processes.clear();
    }

    /** As it was when it was new: what a test class has made or changed is gone, but for the password and what is stored. */
    void reset() {
        namespace().clear();
        if (!coordinator().isAlive()) {
            startCoordinator();
        }
        for (int number : List.of(1, 2)) {
            if (unusual.contains(number) || !agent(number).isAlive()) {
                agent(number).close();
                startAgent(number, Map.of());
            }
        }
    }

    /** The same installation on a new cluster, with nothing of the old one but its repository password. */
    public void moveToNewCluster() {
        String password = namespace().repositoryPassword();
        stop();
        testBed.renew();
        namespace().create();
        namespace().repositoryPassword(password);
        start();
    }

    public void startCoordinator(String... options) {
        Program coordinator = TestBed.holdfast("coordinator")
                .and("--kubeconfig", testBed.kubeconfig().toString())
                .and("--namespace", VeleroNamespace.NAME)
                .and("--grpc-address", address.grpc())
                .and("--http-address", address.http())
                .and("--public-url", "http://" + address.http())
                .and("--node-agent-configmap", VeleroNamespace.LIMITS)
                .and("--restore-helper-image", "testbed.local/busybox:1.35")
                .and(options);
        RunningProgram process = coordinator.start(folder.resolve("coordinator.log"));
        processes.put("coordinator", process);
        Readiness.await(process, "http://" + address.http());
    }

    /** Starts the agent of a node, with variables added to its environment. */
    public void startAgent(int number, Map<String, String> environment) {
        Program agent = TestBed.holdfast("node-agent");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            agent = agent.with(variable.getKey(), variable.getValue());
        }
        startAgent(number, agent);
        if (environment.isEmpty()) {
            unusual.remove(number);
        }
    }

    /** Starts a node's agent by the launcher as it is given: with fewer rights, for example. */
    public void startAgent(int number, Program launcher) {
        beginAgent(number, launcher);
        awaitAgent(number);
    }

    /** Starts a node's agent with a token that may not be its own, so nobody waits for it to be ready. */
    public RunningProgram startAgentWithToken(int number, Program launcher, String text) {
        unusual.add(number);
        Node node = testBed.node(number);
        Path authority = folder.resolve("ca.crt");
        Path token = folder.resolve(node.name() + ".token");
        write(authority, namespace().authority());
        write(token, text);
        Program agent = node.run(launcher)
                .and("--node-name", node.name())
                .and("--coordinator", address.grpc())
                .and("--coordinator-ca-file", authority.toString())
                .and("--token-file", token.toString())
                .and("--pods-root", "/var/lib/kubelet/pods")
                .and("--http-address", httpOf(node));
        RunningProgram process = agent.start(folder.resolve(node.name() + ".log"));
        processes.put(node.name(), process);
        return process;
    }

    private static String httpOf(Node node) {
        return node.address() + ":" + CoordinatorAddress.AGENT_HTTP_PORT;
    }

    public VeleroNamespace namespace() {
        return new VeleroNamespace(testBed.kubectl(), testBed.s3());
    }

    public Velero velero() {
        return new Velero(testBed.velero());
    }

    public RunningProgram coordinator() {
        return process("coordinator");
    }

    public RunningProgram agent(int node) {
        return process("n" + node);
    }

    private RunningProgram process(String name) {
        RunningProgram process = processes.get(name);
        if (process == null) {
            throw new AssertionError(name + " has not been started");
        }
        return process;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of every process's log. */
    String lastLogged() {
        return processes.values().stream().map(RunningProgram::lastLogged).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        stop();
    }
}
