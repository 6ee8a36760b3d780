package io.holdfast.browse;

import io.holdfast.snapshot.TreeNode;

/**
 * What is looked for in snapshots. {@code S} is what it knows of a directory that has to do with what is in it; where two
 * directories have equal ones and the same tree, the same is found in both.
 */
public interface SearchCriterion<S> {
    S atRoot();

    /** What is known of the entry, in the directory that this is known of. */
    S enter(TreeNode node, S in);

    boolean matches(TreeNode node, S state);

    /** Whether anything below the directory that this is known of may match. */
    boolean mayMatchBelow(S state);
}
