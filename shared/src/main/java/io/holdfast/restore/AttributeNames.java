package io.holdfast.restore;

import io.holdfast.linux.Errno;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What the names of extended attributes tell. Those of {@code security.*} belong to the machine's policy. Under
 * {@code system.*}, and for Lustre, file systems show their own data as attributes, which cannot be removed and mean nothing
 * on another kind of file system; only the access control lists of POSIX are attributes like others.
 */
final class AttributeNames {
    /** Where a label cannot be set, the machine labels files itself. */
    private static final String MACHINE_LABEL = "security.selinux";

    private static final String MACHINE = "security.";
    private static final String FILE_SYSTEM = "system.";
    private static final Set<String> ACCESS_LISTS = Set.of("system.posix_acl_access", "system.posix_acl_default");
    private static final List<String> OF_ONE_FILE_SYSTEM = List.of("system.nfs4", "system.cifs", "lustre.");

    private AttributeNames() {}

    /** Whether an attribute that the snapshot does not have is to go. */
    static boolean mayBeRemoved(byte[] name) {
        String text = text(name);
        return ACCESS_LISTS.contains(text) || !(text.startsWith(MACHINE) || text.startsWith(FILE_SYSTEM));
    }

    /** Whether it is no loss that an attribute could not be set, for this reason. */
    static boolean mayBeMissing(byte[] name, int errno) {
        String text = text(name);
        return text.equals(MACHINE_LABEL)
                || (errno == Errno.EOPNOTSUPP && OF_ONE_FILE_SYSTEM.stream().anyMatch(text::startsWith));
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
