package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.check.CheckFinding;
import io.holdfast.crash.Trees;
import io.holdfast.crash.VolumeProcess;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ImpatientStores;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.S3Server;
import io.holdfast.restore.RestoreReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** A repository in a bucket of a real server, behind a proxy that a test tells what goes wrong. */
final class FaultyBucket implements AutoCloseable {
    /** How long one call to the store is tried, and one try of it. */
    static final Duration DEADLINE = Duration.ofSeconds(6);

    static final Duration LONGEST_TRY = Duration.ofSeconds(2);

    /** By then a run has ended, well or not: its calls that fail for ever are a few, one after the other. */
    static final Duration END = DEADLINE.plus(LONGEST_TRY).multipliedBy(8);

    private final String prefix = UUID.randomUUID().toString();
    private final S3Server server;
    private final FaultProxy proxy;
    private final ObjectStore store;

    FaultyBucket(S3Server server, Function<Message, Fault> faults) throws IOException {
        this(server);
        proxy.ask(faults);
    }

    FaultyBucket(S3Server server) throws IOException {
        this.server = server;
        this.proxy = new FaultProxy(server.endpoint());
        this.store = ImpatientStores.open(proxy.endpoint(), prefix, DEADLINE, LONGEST_TRY);
    }

    FaultProxy proxy() {
        return proxy;
    }

    ObjectStore store() {
        return store;
    }

    /** The same objects without a proxy; the caller closes it. */
    ObjectStore direct() {
        return ImpatientStores.open(server.endpoint(), prefix, DEADLINE, LONGEST_TRY);
    }

    void backUp(Path source) {
        run(process -> process.backUp(source));
    }

    void check() {
        assertThat(findings()).isEmpty();
    }

    /** What a check calls an error. */
    List<CheckFinding> findings() {
        List<CheckFinding> errors = new ArrayList<>();
        run(process -> errors.addAll(process.check().errors()));
        return errors;
    }

    RestoreReport restore(Path target) {
        List<RestoreReport> report = new ArrayList<>();
        run(process -> report.add(process.restore(target)));
        return report.getFirst();
    }

    void mustRestore(Path source, Path target) {
        assertThat(restore(target).troubles()).isEmpty();
        Trees.mustBeEqual(target, source);
        Trees.delete(target);
    }

    /** restic's verdict on what has come to the server, asked without a proxy. */
    void mustBeSound(Path scratch) {
        String address = "s3:" + server.endpoint() + "/" + S3Server.BUCKET + "/" + prefix;
        String _ = new Restic(address, scratch)
                .withEnvironment("AWS_ACCESS_KEY_ID", S3Server.CREDENTIALS.accessKeyId())
                .withEnvironment("AWS_SECRET_ACCESS_KEY", S3Server.CREDENTIALS.secretAccessKey())
                .run("check", "--no-lock", "--read-data");
    }

    private void run(Consumer<VolumeProcess> work) {
        long start = System.nanoTime();
        try {
            work.accept(new VolumeProcess(store));
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("the time of a run")
                    .isLessThan(END);
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        proxy.close();
    }
}
