package io.holdfast.archive;

import io.holdfast.task.FileSlice;
import java.util.List;

/** What a volume holds, and the slices to archive it in: none where it is empty. */
public record VolumeSurvey(List<FileSlice> slices, long bytes, long files) {
    public VolumeSurvey {
        slices = List.copyOf(slices);
    }
}
