/**
 * The demo: a coordinator and two node agents in one process, on a played cluster and real files. {@link
 * io.holdfast.demo.Demo} tells the story; {@code played} is what stands in for Kubernetes, {@code files} what is backed up
 * and compared.
 */
@NullMarked
package io.holdfast.demo;

import org.jspecify.annotations.NullMarked;
