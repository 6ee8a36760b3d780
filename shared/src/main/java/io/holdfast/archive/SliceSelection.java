package io.holdfast.archive;

import io.holdfast.linux.FileName;
import io.holdfast.scan.NameSpan;
import io.holdfast.scan.Selection;
import io.holdfast.scan.SelectionBuilder;
import io.holdfast.snapshot.GoQuote;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a walk has to visit for a slice. */
final class SliceSelection {
    private SliceSelection() {}

    static Selection of(FileSlice slice) {
        return switch (slice) {
            case FileSlice.WholeVolume() -> Selection.ALL;
            case FileSlice.Spans(List<EntrySpan> spans) -> of(spans);
            case FileSlice.ByteRange(String path, long _, long _) ->
                new SelectionBuilder().entry(TreePath.parse(path)).build();
        };
    }

    private static Selection of(List<EntrySpan> spans) {
        SelectionBuilder selection = new SelectionBuilder();
        for (EntrySpan span : spans) {
            List<FileName> directory = span.directory().isEmpty() ? List.of() : TreePath.parse(span.directory());
            selection.span(directory, names(span));
        }
        return selection.build();
    }

    private static NameSpan names(EntrySpan span) {
        return new NameSpan(
                name(span.after()),
                name(span.upTo()),
                span.without().stream().map(GoQuote::unquote).collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<FileName> name(String quoted) {
        return quoted.isEmpty() ? Optional.empty() : Optional.of(GoQuote.unquote(quoted));
    }
}
