package io.holdfast.check;

/**
 * What to do about a damage. Where packs that no index names hold what snapshots miss, those have to be named before anything is
 * given up: {@code restic repair snapshots} would take away what is there.
 */
@FunctionalInterface
interface Remedy {
    /** In words, after "to repair it,"; {@code indexFirst} tells that the index lacks what is there. */
    String text(boolean indexFirst);

    static Remedy always(String text) {
        return _ -> text;
    }

    /** One that gives up what the index does not name. */
    static Remedy afterIndex(String text) {
        return indexFirst ->
                indexFirst ? "run restic repair index, and check again; if this is told again, " + text : text;
    }
}
