package io.holdfast.repository;

import java.security.SecureRandom;

/**
 * An irreducible polynomial over GF(2) of degree 53, a bit for each coefficient. Our chunker has no use for it, but restic
 * tests it whenever it opens a repository, and cuts by it. Source: M. O. Rabin, "Fingerprinting by Random Polynomials".
 */
final class ChunkerPolynomial {
    private static final int DEGREE = 53;
    private static final long X = 2;

    private ChunkerPolynomial() {}

    static long generate(SecureRandom random) {
        while (true) {
            long candidate = (random.nextLong() & ((1L << DEGREE) - 1)) | (1L << DEGREE) | 1;
            if (isIrreducible(candidate)) {
                return candidate;
            }
        }
    }

    /**
     * Ben-Or's test: {@code p} of degree {@code n} is irreducible if and only if it has no common factor with
     * {@code x^(2^i) - x} for any {@code i} up to {@code n/2}.
     */
    static boolean isIrreducible(long p) {
        long power = X;
        for (int i = 1; i <= degree(p) / 2; i++) {
            power = multiply(power, power, p);
            if (gcd(p, power ^ X) != 1) {
                return false;
            }
        }
        return degree(p) > 0;
    }

    private static int degree(long p) {
        return 63 - Long.numberOfLeadingZeros(p);
    }

    /** The product modulo {@code p}; the factors are of lower degree than {@code p}. */
    private static long multiply(long a, long b, long p) {
        long top = Long.highestOneBit(p);
        long shifted = a;
        long product = 0;
        for (long rest = b; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                product ^= shifted;
            }
            shifted <<= 1;
            if ((shifted & top) != 0) {
                shifted ^= p;
            }
        }
        return product;
    }

    private static long gcd(long a, long b) {
        long larger = a;
        long smaller = b;
        while (smaller != 0) {
            long rest = remainder(larger, smaller);
            larger = smaller;
            smaller = rest;
        }
        return larger;
    }

    private static long remainder(long a, long b) {
        long rest = a;
        for (int shift = degree(rest) - degree(b); rest != 0 && shift >= 0; shift = degree(rest) - degree(b)) {
            rest ^= b << shift;
        }
        return rest;
    }
}
