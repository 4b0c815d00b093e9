package io.github.jsonlpreflight.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One dataset and its state, guarded by the lock of {@link Datasets}. */
final class Dataset {
  final String id;
  final String name;
  final @Nullable String workspaceId;

  /** Oldest first. */
  final List<ImportJob> imports = new ArrayList<>();

  /** Those that wait for a schema, in arrival order. */
  final List<ImportJob> parked = new ArrayList<>();

  final List<LedgerEntry> ledger = new ArrayList<>();

  @Nullable RecordSchema schema;

  Dataset(String id, String name, @Nullable String workspaceId, @Nullable RecordSchema schema) {
    this.id = id;
    this.name = name;
    this.workspaceId = workspaceId;
    this.schema = schema;
  }
}
