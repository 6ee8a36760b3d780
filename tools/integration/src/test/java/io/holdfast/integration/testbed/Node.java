package io.holdfast.integration.testbed;

import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.Shell;
import java.util.Map;

/** A node of the cluster; {@code entering} runs what follows in its network, mount and process namespaces. */
public record Node(String name, String address, Program entering) {
    public Shell shell() {
        return new Shell(entering);
    }

    /** The same program as started on the node: one of Holdfast's, for example. */
    public Program run(Program program) {
        Program onNode = entering.and(program.command().toArray(String[]::new));
        for (Map.Entry<String, String> variable : program.environment().entrySet()) {
            onNode = onNode.with(variable.getKey(), variable.getValue());
        }
        return onNode;
    }
}
