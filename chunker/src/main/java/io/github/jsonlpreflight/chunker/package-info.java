/**
 * Cuts a JSON Lines file into chunks at record boundaries, without copying it.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.chunker.ChunkPlanner}: it is told of each record in
 * file order and answers with a {@link io.github.jsonlpreflight.chunker.Manifest}, whose chunks are
 * byte ranges of the source. {@link io.github.jsonlpreflight.chunker.ChunkReader} reads a chunk's
 * bytes from there; a planner that is {@linkplain
 * io.github.jsonlpreflight.chunker.ChunkPlanner#splittingInto splitting into a folder} writes them
 * to files of their own. {@link io.github.jsonlpreflight.chunker.ChunkSource} stands for either. A
 * planner must be closed by whoever made it; streams likewise.
 */
@NullMarked
package io.github.jsonlpreflight.chunker;

import org.jspecify.annotations.NullMarked;
