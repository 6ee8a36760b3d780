package io.holdfast.cli.repository;

import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.task.RepositoryAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code repo init}: makes a repository. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Makes a repository that any restic client (0.14 or newer) can use.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the repository is made",
            "1:failed, or there is one already",
            "2:wrong use",
            "130:interrupted"
        })
public final class InitCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public InitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    private record Initialized(String messageType, String id, String repository) {}

    @Override
    public Integer call() {
        RepositoryAccess access = repository.access(invocation.variables());
        HostIdentity host = HostIdentity.current();
        try (ObjectStore store = ObjectStores.open(access.location(), access.credentials());
                OpenRepository made = Repository.create(
                        store,
                        access.password(),
                        RepositoryOptions.madeBy(host.username(), host.hostname()),
                        invocation.clock())) {
            output.result(
                    "made repository %s in %s; without its password its data are lost, so keep a copy of it elsewhere"
                            .formatted(made.id().substring(0, 10), store.describe()),
                    new Initialized("initialized", made.id(), store.describe()));
        }
        return ExitCode.OK.number();
    }
}
