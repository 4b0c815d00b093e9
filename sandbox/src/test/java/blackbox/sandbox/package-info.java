/** Uses the sandbox as a client does: over HTTP and through its public API. */
@NullMarked
package blackbox.sandbox;

import org.jspecify.annotations.NullMarked;
