@NullMarked
package io.holdfast.cli.repository;

import org.jspecify.annotations.NullMarked;
