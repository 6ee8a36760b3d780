package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.linux.FileName;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeDecoder;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParentNodesTest {
    private static final List<TreeNode> NODES = IntStream.range(0, 10)
            .mapToObj(i -> TreeNode.builder(name(i), NodeType.FIFO).build())
            .toList();

    @Test
    void shouldFindThoseThatAreThere() {
        ParentNodes nodes = new ParentNodes(NODES.iterator());
        assertThat(nodes.find(FileName.of("before"))).isEmpty();
        assertThat(nodes.find(name(3))).contains(NODES.get(3));
        assertThat(nodes.find(FileName.of("name 3a"))).isEmpty();
        assertThat(nodes.find(name(4))).contains(NODES.get(4));
        assertThat(nodes.find(FileName.of("z"))).isEmpty();
    }

    /** Its files are read again, which is no reason to end a backup. */
    @Test
    void shouldHaveNothingFromADamagedNodeOn() {
        byte[] tree = TreeEncoder.encode(NODES);
        Arrays.fill(tree, tree.length * 2 / 3, tree.length, (byte) '?');
        ParentNodes nodes = new ParentNodes(new TreeDecoder(tree));
        assertThat(nodes.find(name(3))).contains(NODES.get(3));
        assertThat(nodes.find(name(8))).isEmpty();
        assertThat(nodes.find(name(9))).isEmpty();
    }

    private static FileName name(int i) {
        return FileName.of("name " + i);
    }
}
