package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.validator.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found in one block, before it is known where in its source the block stands. */
final class BlockProfile {
  /** A record that is no JSON object, or past a limit, by its place in the block. */
  record Unread(int index, Violation reason) {}

  final FieldNode root;

  /** The fields, each behind the one that it stands in, in the order of their first values. */
  final List<FieldNode> fields = new ArrayList<>();

  /** The fields that found no room, by their paths. */
  final Distinct beyond = new Distinct();

  final List<Unread> unread = new ArrayList<>();
  final Map<String, Long> unreadByReason = new TreeMap<>();
  final Map<String, Long> remarks = new TreeMap<>();
  long objects;

  /** There were more fields than could be kept before it was known which of them are to be. */
  boolean isOverfull;

  BlockProfile(ProfileOptions options) {
    this.root = FieldNode.root(options);
  }
}
