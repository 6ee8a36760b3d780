package io.holdfast.integration.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test class that has the test bed to itself while it runs, and may ask for it as a parameter. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestBedExtension.class)
@ResourceLock(UsesTestBed.LOCK)
public @interface UsesTestBed {
    /** Held by whoever works on the cluster, which some tests replace. */
    String LOCK = "the test bed";
}
