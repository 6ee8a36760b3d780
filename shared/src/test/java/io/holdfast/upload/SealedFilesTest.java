package io.holdfast.upload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is to be done about a file that cannot be read depends on what is wrong with it. */
class SealedFilesTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final OpenRepository repository = TestRepositories.openOrCreate(store);

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void shouldNotAdviseToForgetWhatANewerClientWrote() {
        FileId id = put(new ByteSealer(repository.key(), repository.random()).seal(new byte[] {9, 1, 2}));
        assertThatThrownBy(() -> repository.snapshot(id.toHex()))
                .hasMessageContaining("cannot be read: the content is of unknown kind 9")
                .hasMessageContaining("Use that client, or a newer version of holdfast.")
                .hasMessageNotContaining("forget");
    }

    @Test
    void shouldSayThatADamagedSnapshotIsGivenUp() {
        FileId id = put(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> repository.snapshot(id.toHex()))
                .hasMessageContaining("restore the file from a copy, or run holdfast repo forget " + id);
    }

    private FileId put(byte[] bytes) {
        FileId id = FileId.of(bytes);
        store.put(FileKind.SNAPSHOT.key(id), ObjectContent.of(bytes));
        return id;
    }
}
