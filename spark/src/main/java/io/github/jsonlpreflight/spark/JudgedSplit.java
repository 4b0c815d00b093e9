package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.validator.EarlierParts;

/**
 * A split with the task that judges it, which knows what is repeated of the splits in front. It is
 * made where it is needed and never sent.
 *
 * @param split the split
 * @param before the splits in front of it in its file
 */
record JudgedSplit(Split split, EarlierParts before) {}
