package io.holdfast.task;

/**
 * How far a task is. Totals grow while the volume is still being scanned.
 *
 * @param bytesTotal bytes of all files seen, unchanged ones included
 * @param bytesDone bytes of files finished or known to be unchanged
 */
public record TaskProgress(long bytesTotal, long bytesDone, long filesTotal, long filesDone) {
    public static final TaskProgress NONE = new TaskProgress(0, 0, 0, 0);

    public TaskProgress plus(TaskProgress other) {
        return new TaskProgress(
                bytesTotal + other.bytesTotal,
                bytesDone + other.bytesDone,
                filesTotal + other.filesTotal,
                filesDone + other.filesDone);
    }
}
