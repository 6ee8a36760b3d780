package io.holdfast.browse;

import io.holdfast.pattern.PathPatterns;
import io.holdfast.pattern.PatternPosition;
import io.holdfast.snapshot.TreeNode;

/** Looks for entries whose paths match. */
public record PatternCriterion(PathPatterns patterns) implements SearchCriterion<PatternPosition> {
    @Override
    public PatternPosition atRoot() {
        return patterns.atRoot();
    }

    @Override
    public PatternPosition enter(TreeNode node, PatternPosition in) {
        return in.enter(node.name());
    }

    @Override
    public boolean matches(TreeNode node, PatternPosition state) {
        return state.matches();
    }

    @Override
    public boolean mayMatchBelow(PatternPosition state) {
        return state.mayMatchBelow();
    }
}
