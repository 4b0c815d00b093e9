package io.github.jsonlpreflight.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says. Immutable, and of bounded size whatever it is about. As JSON it is what the
 * page carries for its script.
 *
 * @param title what the report is about: the file's name
 * @param command the command that made it
 * @param tool the version of Preflight
 * @param writtenAt when, in UTC
 * @param settings what the records were judged by and cut to
 * @param validation what was found in the files, or null where that is no longer known
 * @param chunks the chunks of a split or an upload; empty where there are none
 * @param moreChunks how many chunks are not listed
 * @param upload how an upload stands, or null where nothing was to be sent
 * @param completeList the file that lists all that is wrong, or the command that prints it
 */
public record Report(
    String title,
    String command,
    String tool,
    String writtenAt,
    Settings settings,
    @Nullable Validation validation,
    List<Chunk> chunks,
    long moreChunks,
    @Nullable Upload upload,
    String completeList) {
  /** Copies the list. */
  public Report {
    chunks = List.copyOf(chunks);
  }

  /**
   * What the records were judged by, and how they were cut.
   *
   * @param schema what the schema is called
   * @param schemaKind {@code dataset} or {@code json-schema}; null where the schema was not read
   * @param schemaSha256 the digest of its bytes; null as above
   * @param policies those that differ from their default, as {@code name=severity}
   * @param limits names of limits and their values, in the order to show them in
   * @param valuesShown whether values of the data may be in the report
   */
  public record Settings(
      String schema,
      @Nullable String schemaKind,
      @Nullable String schemaSha256,
      List<String> policies,
      List<Setting> limits,
      boolean valuesShown) {
    /** Copies the lists. */
    public Settings {
      policies = List.copyOf(policies);
      limits = List.copyOf(limits);
    }
  }

  /** A setting and its value, both as they are shown. */
  public record Setting(String name, String value) {}

  /**
   * What was found.
   *
   * @param totals over all files
   * @param files the files, up to {@link ReportCollector#MAX_FILES}
   * @param moreFiles how many files are only in the totals
   * @param rules how often each rule fired on each field: errors first, then the greatest first
   * @param moreRules how many pairs of a rule and a field are not listed
   * @param lengths how long the values at fault are
   * @param findings single findings in file order, up to {@link FindingList}'s caps
   * @param moreErrors how many errors are not listed
   * @param moreWarnings how many warnings are not listed
   */
  public record Validation(
      Totals totals,
      List<SourceFile> files,
      long moreFiles,
      List<RuleCount> rules,
      long moreRules,
      List<Lengths> lengths,
      List<Finding> findings,
      long moreErrors,
      long moreWarnings) {
    /** Copies the lists. */
    public Validation {
      files = List.copyOf(files);
      rules = List.copyOf(rules);
      lengths = List.copyOf(lengths);
      findings = List.copyOf(findings);
    }

    /** Returns the same without values of the data, and without reasons that may hold one. */
    public Validation withoutValues() {
      return new Validation(
          totals,
          files,
          moreFiles,
          rules,
          moreRules,
          lengths,
          findings.stream().map(Finding::withoutValue).toList(),
          moreErrors,
          moreWarnings);
    }
  }

  /**
   * Counts of records, and of what was found in them.
   *
   * @param warned valid records with a warning
   * @param errors violations, of which a record may have several
   */
  public record Totals(
      long records,
      long invalid,
      long warned,
      long errors,
      long warnings,
      long blankLines,
      long bytes) {
    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

    /** Returns how many records are valid. */
    public long valid() {
      return records - invalid;
    }

    Totals plus(Totals other) {
      return new Totals(
          records + other.records,
          invalid + other.invalid,
          warned + other.warned,
          errors + other.errors,
          warnings + other.warnings,
          blankLines + other.blankLines,
          bytes + other.bytes);
    }
  }

  /**
   * One file.
   *
   * @param finished whether it was read to its end
   * @param unusable why it could not be read at all, or null
   * @param notes what is to be said of the file, not of a record
   * @param strip where in the file the records at fault stand
   */
  public record SourceFile(
      String name,
      Totals totals,
      boolean finished,
      @Nullable String unusable,
      List<String> notes,
      Strip strip) {
    /** Copies the notes. */
    public SourceFile {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Counts along a file's length, in stretches of the same number of bytes; a record is counted
   * where it begins.
   *
   * @param stretchBytes how long a stretch is, in bytes of the decompressed source; a power of two
   * @param records all records by stretch
   * @param invalid the invalid ones
   * @param warned the valid ones with a warning
   */
  public record Strip(
      long stretchBytes, List<Long> records, List<Long> invalid, List<Long> warned) {
    /** Copies the lists. */
    public Strip {
      records = List.copyOf(records);
      invalid = List.copyOf(invalid);
      warned = List.copyOf(warned);
    }
  }

  /** How often a rule fired on a field; {@code field} is null where it is the record's affair. */
  public record RuleCount(String severity, String rule, @Nullable String field, long count) {}

  /**
   * How long the values of one field are in the records where it is at fault, in code points.
   *
   * @param pointer the place in the record, as a JSON Pointer; {@code *} for any index of an array
   * @param every how many records at fault one measured record stands for, at the least; 1 where
   *     every one was measured
   * @param notText how many values are no text
   * @param shortest the least length that was measured
   * @param longest the greatest
   * @param bars counts by length, in order of length
   * @param limits what the schema or a policy limits the length to
   */
  public record Lengths(
      String pointer,
      long every,
      long notText,
      long shortest,
      long longest,
      List<LengthBar> bars,
      List<LengthLimit> limits) {
    /** Copies the lists. */
    public Lengths {
      bars = List.copyOf(bars);
      limits = List.copyOf(limits);
    }
  }

  /** How many values are {@code from} to {@code to} code points long, both included. */
  public record LengthBar(long from, long to, long count) {}

  /** A limit of lengths, and the rule that sets it. */
  public record LengthLimit(String rule, long codePoints) {}

  /**
   * One finding.
   *
   * @param kind {@code error}, {@code warning}, or for an upload's answers {@code service}, {@code
   *     failed-import}, {@code unidentified}
   * @param file the place of its file among the files, from 0
   * @param byteOffset where the record's line begins
   * @param value the value at fault, shortened, or null
   */
  public record Finding(
      String kind,
      int file,
      long line,
      long byteOffset,
      @Nullable String field,
      String rule,
      String reason,
      @Nullable String value) {
    Finding withoutValue() {
      String broken = "Breaks the rule " + rule;
      return new Finding(kind, file, line, byteOffset, field, rule, broken, null);
    }
  }

  /**
   * One chunk.
   *
   * @param status what its import's status is, or what was done with the chunk
   * @param accepted how many records are in the dataset
   * @param attempts how many upload URLs were asked for
   * @param begun when the first was asked for, in milliseconds since 1970; null before
   * @param sent when the storage had its bytes; null before
   * @param ended when the import had ended; null before
   */
  public record Chunk(
      int index,
      String name,
      long firstLine,
      long lastLine,
      long records,
      long bytes,
      String status,
      long accepted,
      long rejected,
      @Nullable String importId,
      @Nullable String reason,
      int attempts,
      @Nullable Long begun,
      @Nullable Long sent,
      @Nullable Long ended) {}

  /**
   * How an upload stands.
   *
   * @param findings what the service has said of single records
   * @param moreFindings how many of these are not listed
   * @param datapoints the dataset's own count before and after in a sentence, or null
   */
  public record Upload(
      String dataset,
      boolean rehearsal,
      String status,
      @Nullable String reason,
      long records,
      long accepted,
      long rejected,
      long skipped,
      List<Finding> findings,
      long moreFindings,
      List<Disagreement> disagreements,
      long moreDisagreements,
      @Nullable String datapoints,
      List<String> notes) {
    /** Copies the lists. */
    public Upload {
      findings = List.copyOf(findings);
      disagreements = List.copyOf(disagreements);
      notes = List.copyOf(notes);
    }

    /** Returns how many records are in chunks that have not ended. */
    public long unfinished() {
      return records - accepted - rejected - skipped;
    }
  }

  /** What was valid here and rejected by the service. */
  public record Disagreement(String reason, long count, long firstLine) {}
}
