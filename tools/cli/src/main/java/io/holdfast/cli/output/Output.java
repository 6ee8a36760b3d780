package io.holdfast.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command's words go: sentences for people, or with {@code --json} one JSON object a line, in restic's words, for
 * programs. Results go to standard output; progress and trouble of the textual kind to standard error. Thread-safe.
 */
public final class Output {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final String CLEAR_LINE = "\r\033[K";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Tells progress and result as JSON, one object a line.")
    private boolean json;

    @Option(names = "--debug", description = "Shows where in the program a failure arose.")
    private boolean debug;

    /** The output options of a command that has them; others say all in sentences. */
    public static Output of(CommandSpec command) {
        CommandSpec mixin = command.mixins().get("output");
        if (mixin != null && mixin.userObject() instanceof Output output) {
            return output;
        }
        Output plain = new Output();
        plain.command = command;
        return plain;
    }

    public boolean json() {
        return json;
    }

    public boolean debug() {
        return debug;
    }

    /** The command's result, in the form that was asked for. */
    public void result(String text, Object object) {
        line(out(), json ? write(object) : text);
        if (out().checkError()) {
            throw new OutputFailure();
        }
    }

    /** Results that come one after the other; whoever asks for them closes them. */
    public RowOutput rows() {
        return new RowOutput(out(), json);
    }

    /** A result that is bytes, in any form the same; it goes straight to the process's output. */
    public ByteOutput bytes(StandardOutput stream) {
        out().flush();
        return new ByteOutput(stream);
    }

    /** A JSON object that is no result, such as progress; nothing where people read. */
    public void status(Object object) {
        if (json) {
            line(out(), write(object));
        }
    }

    /** A sentence for people; nothing where programs read. */
    public void say(String sentence) {
        if (!json) {
            line(err(), sentence);
        }
    }

    /** Something that could not be done, while the rest goes on. */
    public void trouble(String path, String message, String during, boolean terminal) {
        if (json) {
            line(err(), write(new Trouble("error", Map.of("message", message), during, path)));
        } else {
            line(err(), (terminal ? CLEAR_LINE : "") + "holdfast: " + path + ": " + message);
        }
    }

    /** Something that is not part of the work, which whoever counts on it should know. */
    public void leftOut(String path, String reason, boolean terminal) {
        if (json) {
            line(err(), write(new LeftOut("left_out", path, reason)));
        } else {
            line(err(), (terminal ? CLEAR_LINE : "") + "holdfast: " + path + " is left out: " + reason);
        }
    }

    /** Something that whoever counts on the result should know. */
    public void warning(String sentence) {
        line(err(), json ? write(new Warning("warning", sentence)) : "holdfast: " + sentence);
    }

    /** The one sentence with which a command gives up. */
    public void failed(ExitCode exitCode, String sentence) {
        line(err(), json ? write(new Failure("exit_error", exitCode.number(), sentence)) : "holdfast: " + sentence);
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }

    private static synchronized void line(PrintWriter writer, String text) {
        writer.println(text);
        writer.flush();
    }

    static String write(Object object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain records can be written", e);
        }
    }

    private record Trouble(String messageType, Map<String, String> error, String during, String item) {}

    private record Warning(String messageType, String message) {}

    private record LeftOut(String messageType, String item, String reason) {}

    private record Failure(String messageType, int code, String message) {}
}
