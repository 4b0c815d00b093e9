/**
 * Shows what the fields of a JSON Lines source hold, and suggests a dataset's schema.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.profiler.Profiler}: it reads sources, each once,
 * and adds them up to one {@link io.github.jsonlpreflight.profiler.Profile}, which is the same on
 * any number of threads. Nothing here needs closing.
 */
@NullMarked
package io.github.jsonlpreflight.profiler;

import org.jspecify.annotations.NullMarked;
