package io.holdfast.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.pack.PackHeader;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository in memory that a test builds blob by blob. Data lie in a pack each; trees share one with others. */
final class BuiltRepository implements AutoCloseable {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final AtomicInteger ranges = new AtomicInteger();
    private final OpenRepository repository = TestRepositories.openOrCreate(counting());
    private final DataPathLimits limits = TestRepositories.limits();
    private final BlobSaver saver = BlobSaver.open(repository.index(), limits);
    private int snapshots;
    private int listingsToVanishAfter;
    private String vanishing = "";
    private volatile Runnable onRange = () -> {};

    OpenRepository open() {
        return repository;
    }

    BlobId data(String content) {
        BlobId id = save(BlobType.DATA, content.getBytes(UTF_8));
        saver.flush();
        return id;
    }

    /** Stores it again, as a writer would that does not know what there is. */
    void again(IndexedRepository ignorant, String content) {
        try (BlobSaver other = BlobSaver.open(ignorant, limits)) {
            BlobId _ = other.save(BlobType.DATA, ByteBuffer.wrap(content.getBytes(UTF_8)));
            other.flush();
        }
    }

    BlobId tree(TreeNode... nodes) {
        return tree(
                Stream.of(nodes).sorted(Comparator.comparing(TreeNode::name)).toList());
    }

    BlobId tree(List<TreeNode> sorted) {
        return save(BlobType.TREE, TreeEncoder.encode(sorted));
    }

    /** As no program would write it. */
    BlobId unsortedTree(TreeNode... nodes) {
        String nothing = new String(TreeEncoder.encode(List.of()), UTF_8);
        int head = nothing.indexOf('[') + 1;
        return tree(Stream.of(nodes)
                .map(node -> new String(TreeEncoder.encode(List.of(node)), UTF_8))
                .map(one -> one.substring(head, one.length() - nothing.length() + head))
                .collect(Collectors.joining(",", nothing.substring(0, head), nothing.substring(head))));
    }

    BlobId tree(String json) {
        return save(BlobType.TREE, json.getBytes(UTF_8));
    }

    /** Each one newer than the one before. */
    FileId snapshot(BlobId root) {
        saver.flush();
        Instant time = Instant.EPOCH.plusSeconds(++snapshots);
        return repository.saveSnapshot(Snapshot.of(time, root, List.of("/x"), "here", "us", List.of()));
    }

    /** Somebody removes the snapshot right after the snapshots have been listed so many times. */
    void vanishAfterListing(FileId snapshot, int times) {
        vanishing = FileKind.SNAPSHOT.key(snapshot);
        listingsToVanishAfter = times;
    }

    private void afterListing() {
        if (--listingsToVanishAfter == 0) {
            store.delete(vanishing);
        }
    }

    /** Where the blob lies: once for each time that it was stored. */
    List<BlobPlace> places(BlobId id, BlobType type) {
        saver.flush();
        return repository.index().index().locateAll(id, type);
    }

    /** Damages the only copy of the blob. */
    void damage(BlobId id, BlobType type) {
        List<BlobPlace> places = places(id, type);
        assertThat(places).hasSize(1);
        damage(places.getFirst());
    }

    /** Removes the only pack that has the blob. */
    void remove(BlobId id, BlobType type) {
        List<BlobPlace> places = places(id, type);
        assertThat(places).hasSize(1);
        store.delete(FileKind.PACK.key(places.getFirst().pack()));
    }

    void damage(BlobPlace place) {
        String key = FileKind.PACK.key(place.pack());
        byte[] bytes = store.get(key);
        bytes[place.offset() + place.length() / 2] ^= 1;
        store.put(key, ObjectContent.of(bytes));
    }

    /** Puts a pack into the place of the only one that has the blob, which is whole but for what its header calls that blob. */
    FileId forgeHeader(BlobId id, BlobType type) {
        FileId pack = places(id, type).getFirst().pack();
        byte[] bytes = store.get(FileKind.PACK.key(pack));
        int end = bytes.length - PackHeader.LENGTH_FIELD;
        int start = end - PackHeader.sealedLength(Arrays.copyOfRange(bytes, end, bytes.length), bytes.length);
        ByteSealer sealer = new ByteSealer(repository.key(), repository.random());
        byte[] header = sealer.open(Arrays.copyOfRange(bytes, start, end));
        header[header.length - 1] ^= 1;
        System.arraycopy(sealer.seal(header), 0, bytes, start, end - start);
        FileId forged = FileId.of(bytes);
        store.put(FileKind.PACK.key(forged), ObjectContent.of(bytes));
        store.delete(FileKind.PACK.key(pack));
        for (StoredFile index : repository.files().list(FileKind.INDEX)) {
            String json = new String(repository.files().load(FileKind.INDEX, index.id()), UTF_8);
            repository.files().delete(FileKind.INDEX, index.id());
            FileId _ = repository
                    .files()
                    .save(
                            FileKind.INDEX,
                            json.replace(pack.toHex(), forged.toHex()).getBytes(UTF_8));
        }
        return forged;
    }

    /** Reads all data. */
    CheckReport check() {
        return check(DataSubset.EVERYTHING, Harm.NAMED_PATHS);
    }

    CheckReport check(DataSubset data, int namedPaths) {
        return new RepositoryChecker(repository, limits).check(data, CheckListener.NONE, namedPaths);
    }

    /** How many ranges of packs were read so far. */
    int ranges() {
        return ranges.get();
    }

    /** Called before each further range of a pack is read, by whoever asks for it. */
    void onRange(Runnable action) {
        onRange = action;
    }

    DataPathLimits limits() {
        return limits;
    }

    static TreeNode file(String name, String content) {
        return TreeNode.builder(FileName.of(name), NodeType.FILE)
                .size(content.length())
                .content(List.of(BlobId.of(content.getBytes(UTF_8))))
                .build();
    }

    static TreeNode fifo(String name) {
        return TreeNode.builder(FileName.of(name), NodeType.FIFO).build();
    }

    static TreeNode directory(String name, BlobId tree) {
        return TreeNode.builder(FileName.of(name), NodeType.DIRECTORY)
                .subtree(tree)
                .build();
    }

    @Override
    public void close() {
        saver.close();
        repository.close();
    }

    private ObjectStore counting() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("getRange")) {
                        ranges.incrementAndGet();
                        onRange.run();
                    }
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals("list")
                                && FileKind.SNAPSHOT.prefix().equals(arguments[0])) {
                            afterListing();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private BlobId save(BlobType type, byte[] plaintext) {
        return saver.save(type, ByteBuffer.wrap(plaintext));
    }
}
