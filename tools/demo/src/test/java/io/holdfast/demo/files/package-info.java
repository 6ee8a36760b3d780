@NullMarked
package io.holdfast.demo.files;

import org.jspecify.annotations.NullMarked;
