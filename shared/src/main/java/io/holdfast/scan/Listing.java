package io.holdfast.scan;

import io.holdfast.linux.LinuxError;
import org.jspecify.annotations.Nullable;

/** What could be listed of a directory, and the error that ended the listing early where one did. */
record Listing(NameList names, @Nullable LinuxError error) {}
