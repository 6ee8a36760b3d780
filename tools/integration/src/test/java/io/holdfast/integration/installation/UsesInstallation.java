package io.holdfast.integration.installation;

import io.holdfast.integration.testbed.UsesTestBed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test class that has an installation to itself while it runs, and may ask for it and for its test bed as parameters. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InstallationExtension.class)
@ResourceLock(UsesTestBed.LOCK)
public @interface UsesInstallation {}
