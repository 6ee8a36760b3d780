@NullMarked
package io.holdfast.cli.session;

import org.jspecify.annotations.NullMarked;
