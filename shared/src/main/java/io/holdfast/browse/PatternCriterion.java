package io.holdfast.browse;

import io.holdfast.pattern.PathPatterns;
import io.holdfast.pattern.PatternState;
import io.holdfast.snapshot.TreeNode;

/** Looks for entries whose paths match. */
public record PatternCriterion(PathPatterns patterns) implements SearchCriterion<PatternState> {
    @Override
    public PatternState atRoot() {
        return patterns.atRoot();
    }

    @Override
    public PatternState enter(TreeNode node, PatternState in) {
        return in.enter(node.name());
    }

    @Override
    public boolean matches(TreeNode node, PatternState state) {
        return state.matches();
    }

    @Override
    public boolean mayMatchBelow(PatternState state) {
        return state.mayMatchBelow();
    }
}
