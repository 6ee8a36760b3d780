package io.holdfast.cli.browse;

import io.holdfast.cli.output.ByteOutput;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.OpenRepository;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code repo cat}: what the repository itself is made of. */
@Command(
        name = "cat",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Writes an object of the repository to standard output, opened, for whoever looks for a fault.",
        footer = {
            "%nconfig, index, snapshot, key, lock and tree are JSON; pack is as it is stored, and blob is plain bytes.",
            "The master key is not shown: it opens the repository for ever, whatever becomes of the passwords. `repo key add`"
                    + " lets somebody in."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written",
            "1:failed, or the object is damaged or not there",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class CatCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "config, index, snapshot, key, lock, pack, blob or tree.")
    private CatKind kind = CatKind.CONFIG;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID",
            description = "Which one: the beginning of its id; of a tree also SNAPSHOT[:PATH]. A config needs none.")
    private @Nullable String id;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public CatCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (kind == CatKind.MASTERKEY) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the master key is not shown: it opens the repository for ever, whatever becomes of the passwords");
        }
        String wanted = name();
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output)) {
            ByteOutput bytes = output.bytes(invocation.output());
            write(session.repository(), wanted, bytes);
            bytes.end();
        }
        return ExitCode.OK.number();
    }

    /** What was asked for; {@code ""} for the config. */
    private String name() {
        if (kind == CatKind.CONFIG) {
            return "";
        }
        if (id == null) {
            throw new ParameterException(
                    spec.commandLine(), "the id of a " + kind.name().toLowerCase(Locale.ROOT) + " is missing");
        }
        return id;
    }

    private void write(OpenRepository opened, String wanted, ByteOutput bytes) {
        RepositoryObjects objects = new RepositoryObjects(opened, bytes);
        switch (kind) {
            case CONFIG -> objects.config();
            case INDEX -> objects.index(wanted);
            case SNAPSHOT -> objects.snapshot(wanted);
            case KEY -> objects.key(wanted);
            case LOCK -> objects.lock(wanted);
            case PACK -> objects.pack(wanted);
            case BLOB -> objects.blob(wanted);
            case TREE -> objects.tree(wanted);
            case MASTERKEY -> throw new IllegalStateException("the master key is refused before");
        }
    }
}
