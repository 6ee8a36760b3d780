package io.holdfast.architecture;

import com.tngtech.archunit.lang.ArchRule;

/** One rule of the layout, with the name by which a broken build tells it. */
record Rule(String name, ArchRule rule) {
    @Override
    public String toString() {
        return name;
    }
}
