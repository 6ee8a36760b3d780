package io.holdfast.integration.testbed;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Program;
import java.time.Duration;

/** kubectl as the cluster's administrator. */
public record Kubectl(Program program) {
    /** Runs it; a failure fails the test. */
    public Finished run(String... arguments) {
        return program.run(arguments).succeeded();
    }

    public void apply(String manifests) {
        program.reading(manifests).run("apply", "--filename", "-").succeeded();
    }

    /** What a JSONPath of one object says, such as {@code {.status.phase}}; empty where there is nothing. */
    public String field(String namespace, String object, String path) {
        return run("--namespace", namespace, "get", object, "--output", "jsonpath=" + path)
                .output();
    }

    public boolean has(String namespace, String object) {
        return !run("--namespace", namespace, "get", object, "--ignore-not-found", "--output", "name")
                .output()
                .isBlank();
    }

    /** Waits for what {@code kubectl wait --for} takes. */
    public void await(String namespace, String objects, String condition, Duration patience) {
        String timeout = patience.toSeconds() + "s";
        program.within(patience.plusSeconds(30))
                .run("--namespace", namespace, "wait", objects, "--for", condition, "--timeout", timeout)
                .succeeded();
    }

    /**
     * Deletes a namespace, if there is one, and waits until nothing is left of it. What takes time to go is deleted
     * before it, as the namespace's controller looks again only every five seconds.
     */
    public void deleteNamespace(String name) {
        emptyNamespace(name);
        program.within(Duration.ofMinutes(3))
                .run("delete", "namespace", name, "--ignore-not-found")
                .succeeded();
    }

    /** The same without waiting. */
    public void discardNamespace(String name) {
        emptyNamespace(name);
        run("delete", "namespace", name, "--ignore-not-found", "--wait=false");
    }

    private void emptyNamespace(String name) {
        run("--namespace", name, "delete", "pods,persistentvolumeclaims", "--all", "--wait=false");
    }
}
