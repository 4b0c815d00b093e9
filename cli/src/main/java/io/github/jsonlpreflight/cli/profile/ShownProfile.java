package io.github.jsonlpreflight.cli.profile;

import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.profiler.Profile;
import io.github.jsonlpreflight.profiler.SuggestedSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code profile} shows.
 *
 * @param files the files as they were named
 * @param unusable why which of them could not be read
 * @param profile what the others hold
 * @param suggestion a schema for it, where there can be one
 */
public record ShownProfile(
    List<String> files,
    Map<String, PreflightException> unusable,
    Profile profile,
    Optional<SuggestedSchema> suggestion) {
  /** Returns what is shown of a profile, a suggestion made from it included. */
  public static ShownProfile of(
      List<String> files, Map<String, PreflightException> unusable, Profile profile) {
    return new ShownProfile(files, unusable, profile, SuggestedSchema.of(profile));
  }
}
