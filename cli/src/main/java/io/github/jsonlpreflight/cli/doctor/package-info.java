/**
 * What {@code preflight doctor} looks at, on this machine and at the service, and how it is shown.
 */
@NullMarked
package io.github.jsonlpreflight.cli.doctor;

import org.jspecify.annotations.NullMarked;
