/** What the fields of files hold, shown as a table or as JSON. */
@NullMarked
package io.github.jsonlpreflight.cli.profile;

import org.jspecify.annotations.NullMarked;
