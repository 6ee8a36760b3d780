package io.holdfast.check;

import io.holdfast.objectstore.ObjectContent;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a backup leaves that knew of nothing in the repository, and ended before it had written an index: packs. */
final class InterruptedBackup {
    private InterruptedBackup() {}

    static void of(OpenRepository open, Consumer<BlobSaver> saving) {
        Map<String, byte[]> indexes = new HashMap<>();
        for (StoredFile index : open.files().list(FileKind.INDEX)) {
            String key = FileKind.INDEX.key(index.id());
            indexes.put(key, open.store().get(key));
        }
        indexes.keySet().forEach(open.store()::delete);
        IndexedRepository ignorant = open.index();
        indexes.forEach((key, bytes) -> open.store().put(key, ObjectContent.of(bytes)));
        try (BlobSaver saver = BlobSaver.open(ignorant, TestRepositories.limits())) {
            saving.accept(saver);
            saver.flush();
        }
        open.files().list(FileKind.INDEX).stream()
                .filter(index -> !indexes.containsKey(FileKind.INDEX.key(index.id())))
                .forEach(index -> open.files().delete(FileKind.INDEX, index.id()));
    }
}
