package io.github.jsonlpreflight.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A fault of one API call.
 *
 * @param afterEffect whether the call is carried out first
 * @param answer what is answered instead, or null where the connection is cut
 */
record ApiFault(boolean afterEffect, @Nullable ApiAnswer answer) {}
