package io.holdfast.architecture.wrong.scan;

import javax.crypto.Cipher;

/** Encrypts where nobody looks for it. */
record SeesCipher(Cipher cipher) {}
