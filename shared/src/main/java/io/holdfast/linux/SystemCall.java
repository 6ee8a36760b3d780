package io.holdfast.linux;

/**
 * The kernel calls in use, by their numbers on x86-64 (asm/unistd_64.h) and on arm64 (asm-generic/unistd.h). Numbers
 * rather than the C library's functions: one downcall shape serves all, and the library's version does not matter.
 */
enum SystemCall {
    CLOSE(3, 57),
    FADVISE64(221, 223),
    FCHMOD(91, 52),
    FCHMODAT(268, 53),
    FCHOWNAT(260, 54),
    FGETXATTR(193, 10),
    FLISTXATTR(196, 13),
    FREMOVEXATTR(199, 16),
    FSETXATTR(190, 7),
    FSYNC(74, 82),
    FTRUNCATE(77, 46),
    GETDENTS64(217, 61),
    GETEUID(107, 175),
    GETXATTR(191, 8),
    IOCTL(16, 29),
    LINKAT(265, 37),
    LISTXATTR(194, 11),
    LSEEK(8, 62),
    MKDIRAT(258, 34),
    MKNODAT(259, 33),
    OPENAT(257, 56),
    OPENAT2(437, 437),
    PREAD64(17, 67),
    PWRITE64(18, 68),
    READLINKAT(267, 78),
    REMOVEXATTR(197, 14),
    SETXATTR(188, 5),
    STATX(332, 291),
    SYMLINKAT(266, 36),
    SYNCFS(306, 267),
    UNLINKAT(263, 35),
    UTIMENSAT(280, 88);

    final long number;

    SystemCall(int onX86, int onArm) {
        this.number = Architecture.CURRENT == Architecture.X86_64 ? onX86 : onArm;
    }
}
