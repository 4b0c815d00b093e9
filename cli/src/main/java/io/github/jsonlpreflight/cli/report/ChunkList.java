package io.github.jsonlpreflight.cli.report;

import java.util.ArrayList;
import java.util.List;

/** The first chunks of a run, and after those the ones that did not simply end well. */
final class ChunkList {
  private final List<Report.Chunk> listed = new ArrayList<>();
  private long more;

  void add(Report.Chunk chunk) {
    boolean isFirst = listed.size() < UploadFindings.MAX_CHUNKS / 2;
    boolean hasTrouble = !chunk.status().equals("complete") && !chunk.status().equals("planned");
    if (isFirst || (hasTrouble && listed.size() < UploadFindings.MAX_CHUNKS)) {
      listed.add(chunk);
    } else {
      more++;
    }
  }

  List<Report.Chunk> listed() {
    return listed;
  }

  long more() {
    return more;
  }
}
