/**
 * A local stand-in of the dataset service, with real HTTP, a real S3 protocol and faults on demand.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.sandbox.Sandbox#start}; whoever starts a sandbox
 * closes it. It is a stand-in and says so: see {@link
 * io.github.jsonlpreflight.sandbox.Sandbox#describe}.
 *
 * <p>Parameters and results are never null unless marked so.
 */
@NullMarked
package io.github.jsonlpreflight.sandbox;

import org.jspecify.annotations.NullMarked;
