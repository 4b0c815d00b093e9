package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Shows the ledger to other processes, as JSON Lines. */
final class LedgerWriter {
  private final Datasets datasets;

  LedgerWriter(Datasets datasets) {
    this.datasets = datasets;
  }

  List<LedgerEntry> entries(String datasetId) {
    return datasets.with(datasetId, dataset -> List.copyOf(dataset.ledger));
  }

  static void write(List<LedgerEntry> entries, OutputStream out) throws IOException {
    for (LedgerEntry entry : entries) {
      ObjectNode line =
          Json.object()
              .put("import_id", entry.importId())
              .put("filename", entry.filename())
              .put("record_index", entry.recordIndex())
              .put("sha256", entry.sha256());
      if (entry.text() != null) {
        line.put("record", entry.text());
      }
      out.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
