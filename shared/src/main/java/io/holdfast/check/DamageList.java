package io.holdfast.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All damage to what snapshots are made of, each under a number that the marks of trees hold. What is too much to be listed
 * goes by the last number together, so that a repository of which all is lost takes no more memory than another. Safe for
 * any thread.
 */
final class DamageList {
    /** How many are told one by one. */
    static final int MOST = 250;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Damage> listed = new ArrayList<>();
    private final Damage others = new Damage(
            "other packs and blobs",
            "more is lost or damaged than can be listed",
            Remedy.always("repair what is listed, and check again"));
    private boolean hasMore;

    /** The number of the object's damage; what was said of the object first stands. */
    synchronized int add(String object, String problem, Remedy remedy) {
        Integer known = numbers.get(object);
        if (known != null) {
            return known;
        }
        if (listed.size() == MOST) {
            hasMore = true;
            return MOST;
        }
        listed.add(new Damage(object, problem, remedy));
        numbers.put(object, listed.size() - 1);
        return listed.size() - 1;
    }

    synchronized Damage get(int number) {
        return number == MOST ? others : listed.get(number);
    }

    /** Those that were listed, and the one that stands for others where there are any. */
    synchronized List<Damage> all() {
        List<Damage> all = new ArrayList<>(listed);
        if (hasMore || !others.isHarmless()) {
            all.add(others);
        }
        return all;
    }
}
