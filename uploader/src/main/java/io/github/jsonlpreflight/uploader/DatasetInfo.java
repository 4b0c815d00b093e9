package io.github.jsonlpreflight.uploader;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the service says about a dataset. Immutable and safe to share. */
public final class DatasetInfo {
  private final String id;
  private final String name;
  private final @Nullable String schema;
  private final @Nullable Integer schemaVersion;
  private final @Nullable Long totalDatapointCount;
  private final List<Import> imports;
  private final boolean dropsDuplicates;

  DatasetInfo(
      String id,
      String name,
      @Nullable String schema,
      @Nullable Integer schemaVersion,
      @Nullable Long totalDatapointCount,
      List<Import> imports,
      boolean dropsDuplicates) {
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.schemaVersion = schemaVersion;
    this.totalDatapointCount = totalDatapointCount;
    this.imports = List.copyOf(imports);
    this.dropsDuplicates = dropsDuplicates;
  }

  /**
   * One import of a dataset.
   *
   * @param importId what the service calls it, or an empty text
   * @param filename the name that its URL was asked for, or an empty text
   * @param status how far it is
   */
  public record Import(String importId, String filename, String status) {}

  /** Returns what the dataset was asked for by. */
  public String id() {
    return id;
  }

  /** Returns what its owner calls it. */
  public String name() {
    return name;
  }

  /** Returns its schema as JSON text, if it has one. */
  public Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  /** Returns its schema's version, if the service says so. */
  public Optional<Integer> schemaVersion() {
    return Optional.ofNullable(schemaVersion);
  }

  /** Returns how many datapoints it holds, if the service says so. */
  public OptionalLong totalDatapointCount() {
    return totalDatapointCount == null
        ? OptionalLong.empty()
        : OptionalLong.of(totalDatapointCount);
  }

  /** Returns its imports, newest first. */
  public List<Import> imports() {
    return imports;
  }

  /** Tells whether one of its imports has dropped records that were there already. */
  boolean dropsDuplicates() {
    return dropsDuplicates;
  }

  @Override
  public String toString() {
    return "DatasetInfo[" + id + ", " + imports.size() + " imports]";
  }
}
