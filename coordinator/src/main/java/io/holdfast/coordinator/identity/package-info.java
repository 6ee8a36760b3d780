/**
 * Who is at the other end: a bearer token in, the node of its agent out; and who we are: a certificate of our own
 * authority, kept in a Secret. Tokens and private keys never leave this package.
 */
@NullMarked
package io.holdfast.coordinator.identity;

import org.jspecify.annotations.NullMarked;
