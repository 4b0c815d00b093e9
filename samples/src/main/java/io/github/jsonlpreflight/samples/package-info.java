/** An ETL job that uses the libraries as their users do: public API only. */
@NullMarked
package io.github.jsonlpreflight.samples;

import org.jspecify.annotations.NullMarked;
