package io.holdfast.integration.program;

/** Where scripts run: on this machine or on a node. They end at the first failure, and find their arguments in $1, $2. */
public record Shell(Program entering) {
    public static Shell here() {
        return new Shell(Program.of("env"));
    }

    public Program script(String text, String... arguments) {
        return entering.and("sh", "-euc", text, "script").and(arguments);
    }

    public Finished run(String text, String... arguments) {
        return script(text, arguments).run().succeeded();
    }
}
