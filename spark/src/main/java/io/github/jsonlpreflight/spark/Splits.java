package io.github.jsonlpreflight.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;

/** Cuts files into splits. */
final class Splits {
  /** What object stores name, which are as far from every executor. */
  private static final String NOWHERE = "localhost";

  private Splits() {}

  /** Returns the splits of files, in their order. */
  static List<Split> of(List<HadoopFile> files, long splitBytes, Configuration conf)
      throws IOException {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      HadoopFile file = files.get(i);
      BlockLocation[] blocks = blocks(file, conf);
      long length = file.length();
      long from = 0;
      do {
        long to = file.isPlain() && splitBytes < length - from ? from + splitBytes : length;
        splits.add(new Split(splits.size(), file, i, from, to, 1, 0, hosts(blocks, from, to)));
        from = to;
      } while (from < length);
    }
    return splits;
  }

  /** Returns the splits of each file, by the file's index. */
  static Map<Integer, List<Split>> byFile(List<Split> splits) {
    return splits.stream()
        .collect(Collectors.groupingBy(Split::fileIndex, LinkedHashMap::new, Collectors.toList()));
  }

  private static BlockLocation[] blocks(HadoopFile file, Configuration conf) throws IOException {
    FileSystem system = file.path().getFileSystem(conf);
    BlockLocation[] blocks = system.getFileBlockLocations(file.path(), 0, file.length());
    return blocks == null ? new BlockLocation[0] : blocks;
  }

  /** Returns the hosts that have the middle of the range, where most of it is likely to be. */
  private static List<String> hosts(BlockLocation[] blocks, long from, long to) throws IOException {
    long middle = from + (to - from) / 2;
    for (BlockLocation block : blocks) {
      if (block.getOffset() <= middle && middle < block.getOffset() + block.getLength()) {
        Set<String> hosts = new LinkedHashSet<>(Arrays.asList(block.getHosts()));
        hosts.remove(NOWHERE);
        return new ArrayList<>(hosts);
      }
    }
    return new ArrayList<>();
  }
}
