package io.holdfast.foreign;

import java.util.HexFormat;

/** Values of attributes that the kernel checks, as linux/posix_acl_xattr.h and linux/capability.h lay them out. */
final class AccessLists {
    /**
     * Version 2, then tag, permissions and id of: owner rw-, user 1234 r--, group r--, mask rw-, others none.
     */
    static final byte[] FOR_USER_1234 = HexFormat.of()
            .parseHex("02000000" + "01000600ffffffff" + "02000400d2040000" + "04000400ffffffff" + "10000600ffffffff"
                    + "20000000ffffffff");

    /** Version 2, effective; cap_net_bind_service, permitted. */
    static final byte[] NET_BIND = HexFormat.of().parseHex("01000002" + "00040000" + "00000000" + "0000000000000000");

    private AccessLists() {}
}
