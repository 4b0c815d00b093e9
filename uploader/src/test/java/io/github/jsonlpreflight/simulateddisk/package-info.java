/**
 * A file system for tests that forgets what was not flushed. Begin with {@link
 * io.github.jsonlpreflight.simulateddisk.SimulatedDisk}.
 */
@NullMarked
package io.github.jsonlpreflight.simulateddisk;

import org.jspecify.annotations.NullMarked;
