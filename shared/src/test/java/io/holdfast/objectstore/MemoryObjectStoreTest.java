package io.holdfast.objectstore;

class MemoryObjectStoreTest extends ObjectStoreContract {
    private final ObjectStore store = new MemoryObjectStore();

    @Override
    ObjectStore store() {
        return store;
    }
}
