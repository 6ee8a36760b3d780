package io.holdfast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.holdfast.agent.v1.AssignSlice;
import io.holdfast.agent.v1.SliceProgress;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.NodeLimits;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceTree;
import io.holdfast.task.SliceWork;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.TroubleCounts;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
    private static final SliceRef REF = new SliceRef("task", 3, 2, 7);
    private static final VolumeRef VOLUME = new VolumeRef("n1", "shop", "db-0", "uid", "data", "pvc-1", true);
    private static final RepositoryAccess DIRECTORY = new RepositoryAccess(
            new StoreLocation.Directory(Path.of("/store/restic/shop")),
            new StoreCredentials.Ambient(),
            new Secret("open sesame"));
    private static final RepositoryAccess BARE_BUCKET = new RepositoryAccess(
            new StoreLocation.S3(
                    "bucket",
                    "",
                    "us-east-1",
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty()),
            new StoreCredentials.AccessKey("id", "secret", Optional.empty()),
            new Secret(""));
    private static final RepositoryAccess FULL_BUCKET = new RepositoryAccess(
            new StoreLocation.S3(
                    "bucket",
                    "a/b",
                    "eu-1",
                    Optional.of(URI.create("https://s3:9000")),
                    Optional.of(URI.create("https://public")),
                    true,
                    Optional.of("PEM"),
                    true,
                    Optional.of("aws:kms"),
                    Optional.of("key")),
            new StoreCredentials.AccessKey("id", "secret", Optional.of("session")),
            new Secret("p"));

    static Stream<SliceAssignment> assignments() {
        VolumeTask first =
                new VolumeTask.BackupVolume("task", VOLUME, DIRECTORY, Optional.empty(), OptionalInt.empty());
        VolumeTask second =
                new VolumeTask.BackupVolume("task", VOLUME, FULL_BUCKET, Optional.of("abcd"), OptionalInt.of(8));
        VolumeTask restore = new VolumeTask.RestoreVolume("task", VOLUME, BARE_BUCKET, "abcd", OptionalInt.of(2));
        VolumeTask bareRestore = new VolumeTask.RestoreVolume("task", VOLUME, BARE_BUCKET, "abcd", OptionalInt.empty());
        var range = new FileSlice.ByteRange("dir/big", 1L << 40, 1 << 30);
        return Stream.of(
                new SliceAssignment(REF, first, new SliceWork.Survey()),
                new SliceAssignment(REF, second, new SliceWork.Archive(new FileSlice.WholeVolume())),
                new SliceAssignment(
                        REF,
                        first,
                        new SliceWork.Archive(new FileSlice.Spans(List.of(
                                new EntrySpan("", "a", "", List.of("big", "c")),
                                new EntrySpan("b/\\xff", "", "z", List.of()))))),
                new SliceAssignment(REF, first, new SliceWork.Archive(range)),
                new SliceAssignment(
                        REF,
                        first,
                        new SliceWork.Merge(List.of(
                                new SliceTree("12", Optional.empty()), new SliceTree("34", Optional.of(range))))),
                new SliceAssignment(REF, restore, new SliceWork.Restore()),
                new SliceAssignment(REF, bareRestore, new SliceWork.Restore()));
    }

    @ParameterizedTest
    @MethodSource("assignments")
    void shouldCarryAssignments(SliceAssignment assignment) throws InvalidProtocolBufferException {
        byte[] bytes = TaskCodec.encode(assignment).toByteArray();
        assertThat(TaskCodec.decode(AssignSlice.parseFrom(bytes))).isEqualTo(assignment);
    }

    static Stream<SliceOutcome> outcomes() {
        var troubles = List.of(new FileTrouble("a/b", FailureKind.UNREADABLE, "permission denied"));
        var totals = new BackupTotals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        return Stream.of(
                new SliceOutcome.Surveyed(List.of(new FileSlice.WholeVolume()), 10, 2, Optional.empty()),
                new SliceOutcome.Surveyed(
                        List.of(new FileSlice.WholeVolume()),
                        10,
                        2,
                        Optional.of(new VolumeRoot(02750, 999, 4_294_967_294L, Instant.ofEpochSecond(-2, 3)))),
                new SliceOutcome.Archived(
                        "1234",
                        totals,
                        new SourceReport(troubles, new TroubleCounts(20, 30, 150), new LeftOutCounts(4, 5))),
                new SliceOutcome.Restored(3, 4, troubles, 1),
                new SliceOutcome.Failed(FailureKind.NO_SPACE, "the disk is full"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void shouldCarryOutcomes(SliceOutcome outcome) throws InvalidProtocolBufferException {
        byte[] bytes = OutcomeCodec.encode(outcome).toByteArray();
        assertThat(OutcomeCodec.decode(
                        io.holdfast.agent.v1.SliceOutcome.parseFrom(bytes), List.of(new FileSlice.WholeVolume())))
                .isEqualTo(outcome);
    }

    @Test
    void shouldCarryProgressAndLimits() throws InvalidProtocolBufferException {
        TaskProgress progress = new TaskProgress(1L << 50, 2, 3, 4);
        byte[] bytes = SliceCodec.encode(REF, progress).toByteArray();
        assertThat(SliceCodec.decode(SliceProgress.parseFrom(bytes))).isEqualTo(progress);

        NodeLimits some =
                new NodeLimits(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.of(3), OptionalLong.of(1L << 40));
        assertThat(LimitsCodec.decode(LimitsCodec.encode(some))).isEqualTo(some);
        assertThat(LimitsCodec.decode(LimitsCodec.encode(NodeLimits.UNSET))).isEqualTo(NodeLimits.UNSET);
    }

    @Test
    void shouldNotTakeAnIncompleteSurveyForAWholeOne() {
        var message = OutcomeCodec.encode(
                new SliceOutcome.Surveyed(List.of(new FileSlice.WholeVolume()), 10, 2, Optional.empty()));
        assertThat(OutcomeCodec.decode(message, List.of()))
                .isInstanceOfSatisfying(
                        SliceOutcome.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }

    /** What a newer version may send: the message parses, but the field that tells the kind is unknown here. */
    @Test
    void shouldRefuseKindsItDoesNotKnow() {
        assertThatThrownBy(() -> SliceCodec.decode(io.holdfast.agent.v1.FileSlice.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNSUPPORTED))
                .hasMessageContaining("same version");
        assertThatThrownBy(() -> TaskCodec.decode(io.holdfast.agent.v1.VolumeTask.getDefaultInstance()))
                .isInstanceOf(BackupException.class);
    }

    @Test
    void shouldTakeAnUnknownFailureKindAsADefect() {
        var message = io.holdfast.agent.v1.SliceOutcome.newBuilder()
                .setFailed(io.holdfast.agent.v1.SliceOutcome.Failed.newBuilder()
                        .setKind("NOT_INVENTED_YET")
                        .setMessage("m"))
                .build();
        assertThat(OutcomeCodec.decode(message, List.of()))
                .isEqualTo(new SliceOutcome.Failed(FailureKind.INTERNAL, "m"));
    }
}
