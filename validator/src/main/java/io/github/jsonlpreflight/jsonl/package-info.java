/** Reads JSON Lines. */
@NullMarked
package io.github.jsonlpreflight.jsonl;

import org.jspecify.annotations.NullMarked;
