package io.github.jsonlpreflight.validator.plan;

import java.util.List;

/** A schema object that judges the same value several times: by keywords that hold schemas. */
final class CombinedNode extends Node {
  /** A keyword that judges a value which was read to its end before. */
  @FunctionalInterface
  interface Part {
    int judge(Again again);
  }

  /** Judges the same value again. */
  static final class Again {
    private final Scan scan;
    private final int start;
    private final long mark;

    private Again(Scan scan, int start, long mark) {
      this.scan = scan;
      this.start = start;
      this.mark = mark;
    }

    int by(Node node) {
      scan.back(start, mark);
      return node.judge(scan);
    }
  }

  private final Node base;
  private final Part[] parts;

  /** Makes a node; the base reads the value to its end, and so finds whether it is JSON at all. */
  CombinedNode(Node base, List<Part> parts) {
    this.base = base;
    this.parts = parts.toArray(new Part[0]);
  }

  @Override
  int judge(Scan scan) {
    int start = scan.at;
    long mark = scan.mark();
    int verdict = base.judge(scan);
    if (verdict != Verdict.VALID) {
      return verdict;
    }
    int after = scan.at;
    Again again = new Again(scan, start, mark);
    for (Part part : parts) {
      verdict = part.judge(again);
      if (verdict != Verdict.VALID) {
        return verdict;
      }
    }
    scan.back(after, mark);
    return Verdict.VALID;
  }

  static Part allOf(List<Node> nodes) {
    return again -> {
      for (Node node : nodes) {
        int verdict = again.by(node);
        if (verdict != Verdict.VALID) {
          return verdict;
        }
      }
      return Verdict.VALID;
    };
  }

  static Part anyOf(List<Node> nodes) {
    return again -> {
      int best = Verdict.INVALID;
      for (Node node : nodes) {
        int verdict = again.by(node);
        if (verdict == Verdict.VALID) {
          return Verdict.VALID;
        }
        best = Math.max(best, verdict);
      }
      return best;
    };
  }

  static Part oneOf(List<Node> nodes) {
    return again -> {
      int valid = 0;
      for (Node node : nodes) {
        int verdict = again.by(node);
        if (verdict == Verdict.UNKNOWN) {
          return Verdict.UNKNOWN;
        }
        valid += verdict == Verdict.VALID ? 1 : 0;
      }
      return valid == 1 ? Verdict.VALID : Verdict.INVALID;
    };
  }

  static Part not(Node node) {
    return again -> -again.by(node);
  }

  static Part ifThenElse(Node condition, Node then, Node otherwise) {
    return again ->
        switch (again.by(condition)) {
          case Verdict.VALID -> again.by(then);
          case Verdict.INVALID -> again.by(otherwise);
          default -> Verdict.UNKNOWN;
        };
  }
}
