package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import java.util.ArrayList;
import java.util.List;

/** The first chunks of a file, and how many bytes they are. */
record FileBeginning(List<BlobId> content, long length) {
    static final FileBeginning NONE = new FileBeginning(List.of(), 0);

    FileBeginning {
        content = List.copyOf(content);
    }

    /** All of the chunks, these first. */
    List<BlobId> followedBy(List<BlobId> rest) {
        if (content.isEmpty()) {
            return rest;
        }
        List<BlobId> all = new ArrayList<>(content);
        all.addAll(rest);
        return all;
    }
}
