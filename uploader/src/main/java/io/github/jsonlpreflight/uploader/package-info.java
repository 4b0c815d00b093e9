/**
 * Sends chunks to a dataset of the labelling service, exactly once, and merges the answers.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.uploader.Uploader}: it takes a source, its manifest
 * and a {@link io.github.jsonlpreflight.uploader.RunDirectory}, and goes on from wherever an
 * earlier start of the same run has stopped. {@link
 * io.github.jsonlpreflight.uploader.DatasetClient} asks for a dataset's schema beforehand, {@link
 * io.github.jsonlpreflight.uploader.RunReport} tells what a run has done so far without the
 * network. Uploaders, clients and locks are closed by whoever made them.
 *
 * <p>How it holds together: a {@code Run} carries out the steps that {@code NextStep} decides on,
 * from nothing but the {@code RunState} that the {@code Journal} replays to and the clock. What a
 * step is about to do is on disk before it is done. Time, randomness, HTTP, name look-up and the
 * journal's storage come through {@code Outside} and can all be replaced.
 */
@NullMarked
package io.github.jsonlpreflight.uploader;

import org.jspecify.annotations.NullMarked;
