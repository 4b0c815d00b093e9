package io.github.jsonlpreflight.cli.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first findings of one kind, and a few more of every rule that comes late: what is listed
 * shows each rule at work, and memory stays flat.
 */
public final class FindingList {
  /** Listed whatever their rule is. */
  public static final int MAX_LISTED = 1000;

  /** Of each rule so many are listed, also beyond that. */
  public static final int LISTED_OF_EACH_RULE = 10;

  /** But no more than this in all. */
  static final int MAX_LISTED_IN_ALL = 1500;

  private final List<Report.Finding> listed = new ArrayList<>();
  private final Map<String, int[]> takenByRule = new HashMap<>();
  private int taken;
  private long more;

  /** Tells whether the next finding of a rule is to be listed; if so, {@link #add} follows. */
  boolean takesNext(String rule) {
    if (taken == MAX_LISTED_IN_ALL) {
      more++;
      return false;
    }
    int[] ofRule = takenByRule.computeIfAbsent(rule, absent -> new int[1]);
    if (taken >= MAX_LISTED && ofRule[0] >= LISTED_OF_EACH_RULE) {
      more++;
      return false;
    }
    taken++;
    ofRule[0]++;
    return true;
  }

  void add(Report.Finding finding) {
    listed.add(finding);
  }

  List<Report.Finding> listed() {
    return listed;
  }

  /** Returns how many are not listed. */
  long more() {
    return more;
  }
}
