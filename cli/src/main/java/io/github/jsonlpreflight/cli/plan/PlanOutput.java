package io.github.jsonlpreflight.cli.plan;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Shows a plan's chunks. */
public final class PlanOutput {
  private static final int MAX_CHUNKS_SHOWN = 50;

  private PlanOutput() {}

  /**
   * Shows a plan.
   *
   * @param writtenTo where the chunks were written, or null where they were only planned
   */
  public static void show(
      Manifest manifest, @Nullable Path writtenTo, OutputOptions output, Console console) {
    if (output.isJson()) {
      json(manifest, console);
    } else {
      text(manifest, writtenTo, console);
    }
    console.out().flush();
  }

  private static void text(Manifest manifest, @Nullable Path writtenTo, Console console) {
    PrintWriter out = console.text();
    List<Chunk> chunks = manifest.chunks();
    long records = chunks.stream().mapToLong(Chunk::records).sum();
    out.printf(
        "%s in %s%s%n",
        Humanize.count(records, "record"),
        Humanize.count(chunks.size(), "chunk"),
        writtenTo == null
            ? ", planned only"
            : ", written to " + Messages.printable(writtenTo.toString()));
    for (Chunk chunk : chunks.subList(0, Math.min(MAX_CHUNKS_SHOWN, chunks.size()))) {
      out.printf(
          "  %s  lines %d–%d, %s, %s%n",
          Messages.printable(chunk.name()),
          chunk.firstLine(),
          chunk.lastLine(),
          Humanize.count(chunk.records(), "record"),
          Humanize.size(chunk.bytes()));
    }
    if (chunks.size() > MAX_CHUNKS_SHOWN) {
      out.printf("  … and %s%n", Humanize.count(chunks.size() - MAX_CHUNKS_SHOWN, "more chunk"));
    }
    if (manifest.skippedCount() > 0) {
      out.println(
          console.red(Humanize.count(manifest.skippedCount(), "invalid record") + " left out"));
    }
  }

  /** Shows a plan to programs: the manifest's chunks without their byte ranges. */
  private static void json(Manifest manifest, Console console) {
    try (JsonGenerator json = JsonOutput.to(console.out())) {
      json.writeStartObject();
      json.writeStringProperty("source", manifest.source().name());
      json.writeNumberProperty("records", manifest.totals().records());
      json.writeNumberProperty("skipped_count", manifest.skippedCount());
      json.writeArrayPropertyStart("chunks");
      for (Chunk chunk : manifest.chunks()) {
        json.writeStartObject();
        json.writeNumberProperty("index", chunk.index());
        json.writeStringProperty("name", chunk.name());
        json.writeNumberProperty("first_line", chunk.firstLine());
        json.writeNumberProperty("last_line", chunk.lastLine());
        json.writeNumberProperty("records", chunk.records());
        json.writeNumberProperty("bytes", chunk.bytes());
        json.writeStringProperty("sha256", chunk.sha256());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
