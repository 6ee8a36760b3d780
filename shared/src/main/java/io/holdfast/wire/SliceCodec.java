package io.holdfast.wire;

import io.holdfast.agent.v1.SliceProgress;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceTree;
import io.holdfast.task.SliceWork;
import io.holdfast.task.TaskProgress;
import java.util.Optional;

/** Slices: which attempt, which part of a volume, what is to be done with it, how far it is. */
public final class SliceCodec {
    private SliceCodec() {}

    public static io.holdfast.agent.v1.SliceRef encode(SliceRef ref) {
        return io.holdfast.agent.v1.SliceRef.newBuilder()
                .setTask(ref.task())
                .setSlice(ref.slice())
                .setAttempt(ref.attempt())
                .setEpoch(ref.epoch())
                .build();
    }

    public static SliceRef decode(io.holdfast.agent.v1.SliceRef message) {
        return new SliceRef(message.getTask(), message.getSlice(), message.getAttempt(), message.getEpoch());
    }

    public static SliceProgress encode(SliceRef ref, TaskProgress progress) {
        return SliceProgress.newBuilder()
                .setSlice(encode(ref))
                .setBytesTotal(progress.bytesTotal())
                .setBytesDone(progress.bytesDone())
                .setFilesTotal(progress.filesTotal())
                .setFilesDone(progress.filesDone())
                .build();
    }

    public static TaskProgress decode(SliceProgress message) {
        return new TaskProgress(
                message.getBytesTotal(), message.getBytesDone(), message.getFilesTotal(), message.getFilesDone());
    }

    public static io.holdfast.agent.v1.FileSlice encode(FileSlice slice) {
        var message = io.holdfast.agent.v1.FileSlice.newBuilder();
        return switch (slice) {
            case FileSlice.WholeVolume() ->
                message.setWholeVolume(io.holdfast.agent.v1.FileSlice.WholeVolume.getDefaultInstance())
                        .build();
            case FileSlice.Spans(var spans) ->
                message.setSpans(io.holdfast.agent.v1.FileSlice.Spans.newBuilder()
                                .addAllSpans(
                                        spans.stream().map(SliceCodec::encode).toList()))
                        .build();
            case FileSlice.ByteRange range ->
                message.setByteRange(encode(range)).build();
        };
    }

    public static FileSlice decode(io.holdfast.agent.v1.FileSlice message) {
        return switch (message.getSliceCase()) {
            case WHOLE_VOLUME -> new FileSlice.WholeVolume();
            case SPANS ->
                new FileSlice.Spans(message.getSpans().getSpansList().stream()
                        .map(SliceCodec::decode)
                        .toList());
            case BYTE_RANGE -> decode(message.getByteRange());
            case SLICE_NOT_SET -> throw UnknownMessage.of("kind of slice");
        };
    }

    static io.holdfast.agent.v1.SliceWork encode(SliceWork work) {
        var message = io.holdfast.agent.v1.SliceWork.newBuilder();
        return switch (work) {
            case SliceWork.Survey() ->
                message.setSurvey(io.holdfast.agent.v1.SliceWork.Survey.getDefaultInstance())
                        .build();
            case SliceWork.Archive(var part) -> message.setArchive(encode(part)).build();
            case SliceWork.Merge(var trees) -> {
                var merge = io.holdfast.agent.v1.SliceWork.Merge.newBuilder();
                trees.forEach(tree -> merge.addTrees(encode(tree)));
                yield message.setMerge(merge).build();
            }
            case SliceWork.Restore() ->
                message.setRestore(io.holdfast.agent.v1.SliceWork.Restore.getDefaultInstance())
                        .build();
        };
    }

    static SliceWork decode(io.holdfast.agent.v1.SliceWork message) {
        return switch (message.getWorkCase()) {
            case SURVEY -> new SliceWork.Survey();
            case ARCHIVE -> new SliceWork.Archive(decode(message.getArchive()));
            case MERGE ->
                new SliceWork.Merge(message.getMerge().getTreesList().stream()
                        .map(SliceCodec::decode)
                        .toList());
            case RESTORE -> new SliceWork.Restore();
            case WORK_NOT_SET -> throw UnknownMessage.of("kind of work");
        };
    }

    private static io.holdfast.agent.v1.SliceTree encode(SliceTree tree) {
        var message = io.holdfast.agent.v1.SliceTree.newBuilder().setTree(tree.tree());
        tree.range().map(SliceCodec::encode).ifPresent(message::setByteRange);
        return message.build();
    }

    private static SliceTree decode(io.holdfast.agent.v1.SliceTree message) {
        return new SliceTree(
                message.getTree(),
                message.hasByteRange() ? Optional.of(decode(message.getByteRange())) : Optional.empty());
    }

    private static io.holdfast.agent.v1.EntrySpan encode(EntrySpan span) {
        return io.holdfast.agent.v1.EntrySpan.newBuilder()
                .setDirectory(span.directory())
                .setAfter(span.after())
                .setUpTo(span.upTo())
                .addAllWithout(span.without())
                .build();
    }

    private static EntrySpan decode(io.holdfast.agent.v1.EntrySpan message) {
        return new EntrySpan(message.getDirectory(), message.getAfter(), message.getUpTo(), message.getWithoutList());
    }

    private static io.holdfast.agent.v1.FileSlice.ByteRange encode(FileSlice.ByteRange range) {
        return io.holdfast.agent.v1.FileSlice.ByteRange.newBuilder()
                .setPath(range.path())
                .setOffset(range.offset())
                .setLength(range.length())
                .build();
    }

    private static FileSlice.ByteRange decode(io.holdfast.agent.v1.FileSlice.ByteRange message) {
        return new FileSlice.ByteRange(message.getPath(), message.getOffset(), message.getLength());
    }
}
