package io.github.jsonlpreflight.validator.plan;

import io.github.jsonlpreflight.jsonl.RecordBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A schema compiled into a plan, which accepts records or does not know. Immutable and safe to
 * share; what judges with it is not.
 */
public final class RecordPlan {
  private final Node root;
  private final int maxDepth;
  private final WorkLimit limit;
  private final List<String> unknown;

  private RecordPlan(Node root, int maxDepth, WorkLimit limit, List<String> unknown) {
    this.root = root;
    this.maxDepth = maxDepth;
    this.limit = limit;
    this.unknown = List.copyOf(unknown);
  }

  /**
   * Compiles a JSON Schema that the authority has compiled before.
   *
   * @param maxDepth how many levels a record may have
   */
  public static RecordPlan ofJsonSchema(JsonNode schema, Authority authority, int maxDepth) {
    PlanCompiler compiler = new PlanCompiler(schema, authority);
    Node root = compiler.compile();
    WorkLimit limit = new WorkLimit(authority.maxSteps(), compiler.words(), compiler.maxBytes());
    List<String> unknown = new ArrayList<>(compiler.unknown());
    if (root != Node.NOT_KNOWN) {
      limit = limit.with(compiler.recursion());
    }
    if (limit.multiplies()) {
      unknown.add(
          "the document refers to itself twice for one value, so deep records are not known");
    }
    return new RecordPlan(root, maxDepth, limit, unknown);
  }

  /**
   * A field of a dataset.
   *
   * @param name its name
   * @param isAddress whether it holds an address
   * @param endings what the path of its addresses may end in; empty for anything
   */
  public record Field(String name, boolean isAddress, List<String> endings) {}

  /**
   * Compiles a dataset's schema.
   *
   * @param strict whether every field must be there
   * @param mayBeBlank whether nothing is to be said of blank values
   * @param passing what passes with a remark
   * @param maxLength of a value, in code points
   * @param maxDepth how many levels a record may have
   */
  public static RecordPlan ofDataset(
      List<Field> fields,
      boolean strict,
      boolean mayBeBlank,
      Set<Remark.Kind> passing,
      int maxLength,
      int maxDepth) {
    if (fields.size() > ObjectRule.MAX_PROPERTIES) {
      return new RecordPlan(
          Node.NOT_KNOWN, maxDepth, WorkLimit.NONE, List.of("more fields than a plan knows"));
    }
    DatasetNodes nodes = new DatasetNodes(passing, mayBeBlank, maxLength);
    List<ObjectRule.Property> properties = new ArrayList<>();
    for (Field field : fields) {
      Node node =
          field.isAddress()
              ? nodes.address(field.name(), field.endings())
              : nodes.text(field.name());
      properties.add(new ObjectRule.Property(field.name(), node, strict));
    }
    ObjectRule objects =
        new ObjectRule(
            /* id= */ 0,
            properties,
            /* minProperties= */ 0,
            /* maxProperties= */ Integer.MAX_VALUE,
            /* patterns= */ List.of(),
            nodes.unknownField(),
            /* names= */ null);
    return new RecordPlan(
        new TypeNode(TypeNode.OBJECT, false, objects, null, null, null),
        maxDepth,
        WorkLimit.NONE,
        List.of());
  }

  /** Returns what of the schema the plan does not know, each with its place. */
  public List<String> unknown() {
    return unknown;
  }

  /** Returns something that judges with this plan, for one thread. */
  public Shortcut shortcut() {
    return new Shortcut(root, maxDepth, limit);
  }

  /** Judges record after record with a plan. Not safe to share. */
  public static final class Shortcut {
    private final Node root;
    private final WorkLimit limit;
    private final Scan scan;

    private Shortcut(Node root, int maxDepth, WorkLimit limit) {
      this.root = root;
      this.limit = limit;
      this.scan = new Scan(maxDepth);
    }

    /**
     * Tells whether the record in {@code [from, to)} is valid for certain; {@link #remarks()} then
     * says what may be worth a warning.
     */
    public boolean accepts(byte[] bytes, int from, int to) {
      scan.begin(bytes, from, to);
      int start = scan.at;
      return isValid(start) && scan.at - start == to - from;
    }

    /**
     * Reads the record that begins at {@code from}, if it is valid for certain. What is read of the
     * array is whatever stands there; its last {@link RecordBlock#READ_AHEAD} bytes are behind the
     * record, and a newline is in front of them.
     *
     * @return where the newline stands that ends the record, or -1
     */
    public int read(byte[] bytes, int from) {
      scan.begin(bytes, from);
      return isValid(from) ? scan.at : -1;
    }

    private boolean isValid(int start) {
      scan.remarks.clear();
      try {
        return scan.next() != Scan.END
            && root.judge(scan) == Verdict.VALID
            && scan.isAtEnd()
            && limit.allows(scan.at - start, scan.deepest());
      } catch (StackOverflowError e) {
        return false; // a deep record, or a pattern that recurses once a character
      }
    }

    /**
     * Returns what is to be said of the record that was accepted last, in the order of its fields.
     */
    public List<Remark> remarks() {
      return scan.remarks;
    }
  }
}
