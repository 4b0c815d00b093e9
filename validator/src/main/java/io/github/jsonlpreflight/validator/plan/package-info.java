/**
 * Schemas compiled for the bytes of records: a plan accepts valid records in one pass, without
 * tokens and without a tree.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.validator.plan.RecordPlan}. A plan says
 * <em>valid</em> or <em>do not know</em>, and never errs when it says valid; whatever it does not
 * accept is judged by the authority, networknt. The package is not exported.
 */
@NullMarked
package io.github.jsonlpreflight.validator.plan;

import org.jspecify.annotations.NullMarked;
