package io.holdfast.snapshot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** restic's {@code generic_attributes}, such as a Windows security descriptor: JSON values, verbatim, by name. */
public record ForeignAttributes(SortedMap<String, String> json) {
    public static final ForeignAttributes NONE = new ForeignAttributes(new TreeMap<>());

    public ForeignAttributes {
        json = Collections.unmodifiableSortedMap(new TreeMap<>(json));
    }
}
