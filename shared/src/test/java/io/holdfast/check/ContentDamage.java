package io.holdfast.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.snapshot.TreeNodeBuilder;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What is sealed and named as it should be: a further snapshot of which something is wrong, or packs that belong to nothing. */
enum ContentDamage {
    NOTHING_WRONG,
    MISSING_CONTENT,
    MISSING_SUBTREE,
    MISSING_ROOT,
    NO_SUBTREE,
    NO_CONTENT,
    WRONG_SIZE,
    IRREGULAR,
    NAMELESS,
    NOT_A_TREE,
    BROKEN_OFF,
    UNSORTED,
    NOT_A_SNAPSHOT,
    FOREIGN_FILE,
    UNINDEXED_PACK,
    ONE_OF_TWO_COPIES,
    BOTH_COPIES;

    private static final String EMPTY_FILE =
            new String(TreeEncoder.encode(List.of(file("file").build())), UTF_8);

    void apply(OpenRepository open, Random random) {
        switch (this) {
            case NOTHING_WRONG -> snapshot(open, EMPTY_FILE);
            case MISSING_CONTENT -> snapshot(open, file("lost").size(9).content(List.of(id(random))));
            case MISSING_SUBTREE -> snapshot(open, directory("lost").subtree(id(random)));
            case MISSING_ROOT -> snapshot(open, id(random));
            case NO_SUBTREE -> snapshot(open, directory("lost"));
            case NO_CONTENT -> snapshot(open, EMPTY_FILE.replace("\"content\":[]", "\"size\":5,\"content\":null"));
            case WRONG_SIZE -> snapshot(open, file("wrong").size(1 + random.nextInt(1_000)));
            case IRREGULAR -> snapshot(open, TreeNode.builder(FileName.of("odd"), NodeType.IRREGULAR));
            case NAMELESS -> snapshot(open, EMPTY_FILE.replace("\"file\"", "\"\""));
            case NOT_A_TREE -> snapshot(open, "a tree is JSON");
            case BROKEN_OFF -> snapshot(open, EMPTY_FILE.substring(0, EMPTY_FILE.length() - 30));
            case UNSORTED -> snapshot(open, "{\"nodes\":[" + node("b") + "," + node("a") + "]}\n");
            case NOT_A_SNAPSHOT -> {
                FileId _ = open.files().save(FileKind.SNAPSHOT, "{\"time\":5}".getBytes(UTF_8));
            }
            case FOREIGN_FILE -> {
                byte[] bytes = bytes(random, random.nextInt(5_000));
                open.store().put(FileKind.PACK.key(FileId.of(bytes)), ObjectContent.of(bytes));
            }
            case UNINDEXED_PACK -> {
                List<StoredFile> before = open.files().list(FileKind.INDEX);
                BlobId _ = save(open.index(), BlobType.DATA, bytes(random, 3_000));
                open.files().list(FileKind.INDEX).stream()
                        .filter(file -> !before.contains(file))
                        .forEach(file -> open.files().delete(FileKind.INDEX, file.id()));
            }
            case ONE_OF_TWO_COPIES -> storeTwice(open, random, 1);
            case BOTH_COPIES -> storeTwice(open, random, 2);
        }
    }

    /** Two who do not know of each other store the same; in so many packs it is damaged then. */
    private static void storeTwice(OpenRepository open, Random random, int damaged) {
        byte[] content = bytes(random, 3_000);
        IndexedRepository one = open.index();
        IndexedRepository other = open.index();
        BlobId id = save(one, BlobType.DATA, content);
        BlobId _ = save(other, BlobType.DATA, content);
        snapshot(open, file("stored twice").size(content.length).content(List.of(id)));
        List<BlobPlace> places = open.index().index().locateAll(id, BlobType.DATA);
        for (BlobPlace place : places.subList(0, damaged)) {
            String pack = FileKind.PACK.key(place.pack());
            byte[] bytes = open.store().get(pack);
            bytes[place.offset() + random.nextInt(place.length())] ^= 1;
            open.store().put(pack, ObjectContent.of(bytes));
        }
    }

    private static void snapshot(OpenRepository open, TreeNodeBuilder below) {
        snapshot(open, new String(TreeEncoder.encode(List.of(below.build())), UTF_8));
    }

    /** With this tree as a directory, beside a file that is whole. */
    private static void snapshot(OpenRepository open, String tree) {
        IndexedRepository indexed = open.index();
        byte[] content = "whole".getBytes(UTF_8);
        BlobId whole = save(indexed, BlobType.DATA, content);
        BlobId below = save(indexed, BlobType.TREE, tree.getBytes(UTF_8));
        snapshot(
                open,
                save(
                        indexed,
                        BlobType.TREE,
                        TreeEncoder.encode(List.of(
                                directory("below").subtree(below).build(),
                                file("whole")
                                        .size(content.length)
                                        .content(List.of(whole))
                                        .build()))));
    }

    private static void snapshot(OpenRepository open, BlobId root) {
        FileId _ = open.saveSnapshot(Snapshot.of(Instant.EPOCH, root, List.of("/x"), "here", "us", List.of()));
    }

    private static BlobId save(IndexedRepository indexed, BlobType type, byte[] plaintext) {
        try (BlobSaver saver = BlobSaver.open(indexed, TestRepositories.limits())) {
            BlobId id = saver.save(type, ByteBuffer.wrap(plaintext));
            saver.flush();
            return id;
        }
    }

    private static TreeNodeBuilder file(String name) {
        return TreeNode.builder(FileName.of(name), NodeType.FILE).mode(0644);
    }

    private static TreeNodeBuilder directory(String name) {
        return TreeNode.builder(FileName.of(name), NodeType.DIRECTORY).mode(0755 | 1 << 31);
    }

    private static String node(String name) {
        return EMPTY_FILE
                .substring("{\"nodes\":[".length(), EMPTY_FILE.length() - "]}\n".length())
                .replace("\"file\",\"type\"", "\"" + name + "\",\"type\"");
    }

    private static BlobId id(Random random) {
        return BlobId.fromBytes(bytes(random, BlobId.LENGTH), 0);
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
