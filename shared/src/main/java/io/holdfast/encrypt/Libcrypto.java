package io.holdfast.encrypt;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * OpenSSL's libcrypto, where this machine has one. A JVM that has just started takes ten times as long for the same key, as
 * nothing of the loop is compiled yet.
 */
final class Libcrypto {
    private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");
    private static final Optional<MethodHandle> SCRYPT = findScrypt();

    private Libcrypto() {}

    /** The key by RFC 7914; empty where there is no libcrypto, or it may not do that. */
    static Optional<byte[]> scrypt(byte[] password, byte[] salt, ScryptCost cost, int length) {
        return SCRYPT.flatMap(function -> scrypt(function, password, salt, cost, length));
    }

    private static Optional<byte[]> scrypt(
            MethodHandle function, byte[] password, byte[] salt, ScryptCost cost, int length) {
        // what OpenSSL counts against its bound: the two large arrays, and a few blocks beside them
        long memory = 128L * cost.r() * (cost.n() + cost.p() + 4L);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment secret = copy(arena, password);
            MemorySegment key = arena.allocate(length);
            try {
                int success = (int) function.invokeExact(
                        secret,
                        (long) password.length,
                        copy(arena, salt),
                        (long) salt.length,
                        (long) cost.n(),
                        (long) cost.r(),
                        (long) cost.p(),
                        memory,
                        key,
                        (long) length);
                return success == 1 ? Optional.of(key.toArray(ValueLayout.JAVA_BYTE)) : Optional.empty();
            } catch (Throwable e) {
                throw new IllegalStateException("calling libcrypto's scrypt failed", e);
            } finally {
                secret.fill((byte) 0);
                key.fill((byte) 0);
            }
        }
    }

    /** Never without an address, as an empty password has one too. */
    private static MemorySegment copy(Arena arena, byte[] bytes) {
        MemorySegment segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    /** {@code int EVP_PBE_scrypt(pass, passlen, salt, saltlen, N, r, p, maxmem, key, keylen)}. */
    private static Optional<MethodHandle> findScrypt() {
        FunctionDescriptor signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG);
        return NAMES.stream()
                .flatMap(name -> library(name).stream())
                .flatMap(library -> library.find("EVP_PBE_scrypt").stream())
                .findFirst()
                .map(address -> Linker.nativeLinker().downcallHandle(address, signature));
    }

    private static Optional<SymbolLookup> library(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // there is none of that name
        }
    }
}
