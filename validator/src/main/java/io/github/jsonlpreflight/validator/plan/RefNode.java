package io.github.jsonlpreflight.validator.plan;

import org.jspecify.annotations.Nullable;

/** A reference to a schema that may be compiled only later, since schemas may refer in circles. */
final class RefNode extends Node {
  private @Nullable Node target;

  void resolve(Node target) {
    this.target = target;
  }

  @Override
  int judge(Scan scan) {
    Node node = target;
    if (node == null || !scan.follow()) {
      return Verdict.UNKNOWN;
    }
    int verdict = node.judge(scan);
    scan.returnFrom();
    return verdict;
  }
}
