package io.holdfast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeCodecTest {
    private final Random random = new Random(23);

    @Test
    void shouldWriteFieldsInResticsOrder() {
        TreeNode node = TreeNode.builder(FileName.of("a<b"), NodeType.FILE)
                .mode(0640)
                .modified(NodeTime.of(Instant.EPOCH))
                .owner(new NodeOwner(4294967295L, 2, "u", "g"))
                .inode(new NodeInode(-1, 3, 2))
                .size(5)
                .extendedAttributes(List.of(new ExtendedAttribute(bytes("user.x"), bytes("v"))))
                .error("e")
                .build();
        assertThat(text(List.of(node)))
                .isEqualTo("{\"nodes\":[{\"name\":\"a\\u003cb\",\"type\":\"file\",\"mode\":416,"
                        + "\"mtime\":\"1970-01-01T00:00:00Z\",\"atime\":\"0001-01-01T00:00:00Z\","
                        + "\"ctime\":\"0001-01-01T00:00:00Z\",\"uid\":4294967295,\"gid\":2,\"user\":\"u\","
                        + "\"group\":\"g\",\"inode\":18446744073709551615,\"device_id\":3,\"size\":5,\"links\":2,"
                        + "\"extended_attributes\":[{\"name\":\"user.x\",\"value\":\"dg==\"}],"
                        + "\"content\":[],\"error\":\"e\"}]}\n");
    }

    @Test
    void shouldKnowTheEmptyTree() {
        assertThat(text(List.of())).isEqualTo("{\"nodes\":[]}\n");
        assertThat(TreeDecoder.decode(bytes("{\"nodes\":[]}\n"))).isEmpty();
        assertThat(TreeDecoder.decode(bytes("{\"nodes\":null}\n"))).isEmpty();
    }

    @Test
    void shouldReadBackWhateverItWrites() {
        for (int i = 0; i < 300; i++) {
            List<TreeNode> nodes = randomNodes();
            byte[] tree = TreeEncoder.encode(nodes);
            List<TreeNode> read = TreeDecoder.decode(tree);
            assertThat(read).isEqualTo(nodes);
            assertThat(TreeEncoder.encode(read)).isEqualTo(tree);
        }
    }

    @Test
    void shouldKeepWhatOtherSystemsWriteVerbatim() {
        String tree = "{\"nodes\":[{\"name\":\"w\",\"type\":\"file\",\"mtime\":\"2026-01-01T00:00:00Z\","
                + "\"atime\":\"2026-01-01T00:00:00Z\",\"ctime\":\"2026-01-01T00:00:00Z\",\"uid\":0,\"gid\":0,"
                + "\"generic_attributes\":{\"windows.creation_time\":\"AJ\\u003c=\","
                + "\"windows.file_attributes\":32.50,\"windows.x\":{\"b\":[1,2],\"a\":null}},\"content\":null}]}\n";
        assertThat(text(TreeDecoder.decode(bytes(tree)))).isEqualTo(tree);
    }

    @Test
    void shouldPassOverFieldsOfNewerClients() {
        assertThat(TreeDecoder.decode(
                        bytes("{\"v\":[1],\"nodes\":[{\"name\":\"a\",\"new\":{\"x\":[{}]},\"type\":\"dir\"}]}")))
                .singleElement()
                .satisfies(node -> assertThat(node.type()).isEqualTo(NodeType.DIRECTORY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"nodes\":[1]}",
                "{\"nodes\":[{\"name\":\"a\"}]}",
                "{\"nodes\":[{\"name\":\"../etc\",\"type\":\"file\"}]}",
                "{\"nodes\":[{\"name\":\"..\",\"type\":\"dir\"}]}",
                "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\",\"mtime\":\"yesterday\"}]}",
                "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\",\"size\":1.5}]}",
                "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\",\"content\":[\"12\"]}]}",
                "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\""
            })
    void shouldCallDamagedTreesCorrupt(String tree) {
        assertThatThrownBy(() -> TreeDecoder.decode(bytes(tree)))
                .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                .extracting(BackupException::kind)
                .isEqualTo(FailureKind.CORRUPT);
    }

    @Test
    void shouldRefuseNodesOutOfOrder() {
        TreeEncoder encoder = new TreeEncoder();
        encoder.add(TreeNode.builder(FileName.of("b"), NodeType.FIFO).build());
        TreeNode same = TreeNode.builder(FileName.of("b"), NodeType.FIFO).build();
        TreeNode before = TreeNode.builder(FileName.of("a"), NodeType.FIFO).build();
        assertThatThrownBy(() -> encoder.add(same)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encoder.add(before)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<TreeNode> randomNodes() {
        TreeMap<FileName, TreeNode> nodes = new TreeMap<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[1 + random.nextInt(12)];
            random.nextBytes(name);
            if (FileName.isValid(name)) {
                nodes.put(FileName.of(name), randomNode(FileName.of(name)));
            }
        }
        return List.copyOf(nodes.values());
    }

    private TreeNode randomNode(FileName name) {
        List<NodeType> types = List.of(NodeType.values());
        NodeType type = types.get(random.nextInt(types.size()));
        TreeNodeBuilder node = TreeNode.builder(name, type)
                .mode(random.nextInt())
                .modified(randomTime())
                .accessed(randomTime())
                .changed(randomTime())
                .owner(new NodeOwner(random.nextInt() & 0xffff_ffffL, random.nextInt(3), randomText(), randomText()))
                .inode(new NodeInode(random.nextLong(), random.nextInt(2), random.nextInt(3)))
                .size(random.nextLong() >>> random.nextInt(64))
                .linkTarget(RawBytes.of(randomBytes()))
                .extendedAttributes(randomAttributes())
                .device(random.nextInt(2) * random.nextLong())
                .error(randomText());
        if (random.nextBoolean()) {
            node.subtree(BlobId.of(randomBytes()));
        }
        if (random.nextBoolean()) {
            node.content(List.of(BlobId.of(randomBytes()), BlobId.of(randomBytes())));
        } else if (random.nextBoolean()) {
            node.noContent();
        }
        return node.build();
    }

    private NodeTime randomTime() {
        Instant instant = Instant.ofEpochSecond(
                random.nextLong(-60_000_000_000L, 200_000_000_000L), random.nextInt(1000) * 1_000_000L);
        return random.nextBoolean()
                ? NodeTime.of(instant)
                : new NodeTime(instant, ZoneOffset.ofTotalSeconds(1800 * random.nextInt(-24, 25)));
    }

    private List<ExtendedAttribute> randomAttributes() {
        List<ExtendedAttribute> attributes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            attributes.add(new ExtendedAttribute(bytes("user." + randomText()), randomBytes()));
        }
        return attributes;
    }

    private String randomText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.appendCodePoint(random.nextInt(5) == 0 ? 0x2028 : random.nextInt(0xd7ff));
        }
        return text.toString();
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(10)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(List<TreeNode> nodes) {
        return new String(TreeEncoder.encode(nodes), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
