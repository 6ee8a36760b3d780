/** The command line tool on a repository of its own, measured from outside, with restic as the judge; no cluster is needed. */
@NullMarked
package io.holdfast.integration.repository;

import org.jspecify.annotations.NullMarked;
