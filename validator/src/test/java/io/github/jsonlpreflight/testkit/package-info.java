/** What the tests of this module share: seeded data, slow streams, and two small harnesses. */
@NullMarked
package io.github.jsonlpreflight.testkit;

import org.jspecify.annotations.NullMarked;
