package io.holdfast.coordinator.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real, unchanged velero command line, working on one namespace. */
public record VeleroCli(ApiServer server, String namespace) {
    /** Runs a command and fails unless it succeeds. */
    public String run(String... arguments) throws IOException {
        TestProgram.Result result = attempt(arguments);
        if (result.exitCode() != 0) {
            throw new AssertionError("velero " + List.of(arguments) + " failed: " + result.output());
        }
        return result.output();
    }

    public TestProgram.Result attempt(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--namespace",
                namespace,
                "--kubeconfig",
                server.kubeconfigFile().toString()));
        return TestProgram.named("velero").run(Map.of(), all);
    }
}
