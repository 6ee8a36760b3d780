/**
 * The stream to the coordinator: dialled, registered, kept alive, dialled again. Assignments go to {@code execution},
 * its reports come back; nothing is decided here but whether the other side still leads and the lease still holds.
 */
@NullMarked
package io.holdfast.agent.session;

import org.jspecify.annotations.NullMarked;
