package io.github.jsonlpreflight.profiler;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field among its neighbours. What an array holds is one field without a name. */
final class FieldNode {
  final @Nullable FieldNode parent;
  final @Nullable String name;
  final FieldStats stats;

  /** 0 is the record itself, which is no field. */
  final int level;

  /** In a block's tree: the same field in the tree of all that was read, once it is known. */
  @Nullable FieldNode whole;

  private @Nullable Map<String, FieldNode> members;
  private @Nullable FieldNode elements;

  private FieldNode(@Nullable FieldNode parent, @Nullable String name, FieldStats stats) {
    this.parent = parent;
    this.name = name;
    this.stats = stats;
    this.level = parent == null ? 0 : parent.level + 1;
  }

  static FieldNode root(ProfileOptions options) {
    return new FieldNode(null, null, new FieldStats(options));
  }

  /**
   * Returns a field of this one.
   *
   * @param member its name, or null for what an array holds
   */
  @Nullable FieldNode child(@Nullable String member) {
    if (member == null) {
      return elements;
    }
    return members == null ? null : members.get(member);
  }

  FieldNode add(@Nullable String member, ProfileOptions options) {
    FieldNode child = new FieldNode(this, member, new FieldStats(options));
    if (member == null) {
      elements = child;
    } else {
      if (members == null) {
        members = new HashMap<>();
      }
      members.put(member, child);
    }
    return child;
  }

  /** Returns the path of a field of this one. */
  String pathOf(@Nullable String member) {
    String own = parent == null ? "" : parent.pathOf(name);
    if (member == null) {
      return own + "[]";
    }
    return own.isEmpty() ? JsonText.word(member) : own + "." + JsonText.word(member);
  }

  FieldProfile toProfile() {
    if (parent == null) {
      throw new IllegalStateException("the record itself is no field");
    }
    return stats.toProfile(parent.pathOf(name), level == 1 ? name : null);
  }
}
