package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.jsonl.RecordBlock;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Severity;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import io.github.jsonlpreflight.validator.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks at the records of a block. Whether a record is a JSON object at all is the validator's to
 * say, so that a profile and a check never disagree about it; what it holds is read from Jackson's
 * tokens.
 */
final class BlockProfiler implements RecordPass.BlockJudge<BlockProfile> {
  /** The validator has kept its limits by then. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final JsonFactory JSON_WITHOUT_NAME_TABLE =
      JSON.rebuild().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build();

  /** A schema under which every object is valid. */
  private static final String ANY_OBJECT =
      "{\"strict\":false,\"fields\":{\"a\":{\"type\":\"text\"}}}";

  private final ProfileOptions options;
  private final RecordValidator validator;
  private final Supplier<@Nullable FieldNode> whole;

  /**
   * Makes a profiler.
   *
   * @param whole gives the tree of all that was read, once it is full and grows no more; null
   *     before that
   */
  BlockProfiler(
      ProfileOptions options, RecordValidator validator, Supplier<@Nullable FieldNode> whole) {
    this.options = options;
    this.validator = validator;
    this.whole = whole;
  }

  /** Returns what tells whether a record can be profiled; with its warnings it can. */
  static RecordValidator validator(ProfileOptions options) {
    Policies policies =
        Policies.builder()
            .setAll(Severity.OFF)
            .set(Policy.DUPLICATE_KEY, Severity.WARN)
            .set(Policy.LONE_SURROGATE, Severity.WARN)
            .build();
    return RecordValidator.create(
        RecordSchema.parse("any", ANY_OBJECT.getBytes(StandardCharsets.UTF_8)),
        ValidatorOptions.builder().policies(policies).reading(options.reading()).build());
  }

  @Override
  public BlockProfile judge(RecordBlock block) {
    FieldNode full = whole.get();
    return full == null
        ? profile(block, null, options.maxFields())
        : profile(block, full, /* room= */ 0);
  }

  /**
   * Profiles a block.
   *
   * @param known the tree whose fields are kept, or null if that is not known yet
   * @param room how many fields are kept beside them
   */
  BlockProfile profile(RecordBlock block, @Nullable FieldNode known, int room) {
    try {
      return profile(block, known, room, JSON);
    } catch (StreamConstraintsException | ArrayIndexOutOfBoundsException e) {
      // Names that collide in Jackson's table: to look none up takes longer for all others.
      return profile(block, known, room, JSON_WITHOUT_NAME_TABLE);
    }
  }

  private BlockProfile profile(
      RecordBlock block, @Nullable FieldNode known, int room, JsonFactory json) {
    BlockProfile found = new BlockProfile(options);
    found.root.whole = known;
    Walk walk = new Walk(found, known != null, room, json);
    for (int i = 0; i < block.recordCount() && !found.isOverfull; i++) {
      RecordVerdict verdict = verdict(block, i);
      if (verdict instanceof RecordVerdict.Invalid invalid) {
        Violation reason = invalid.violations().get(0);
        found.unreadByReason.merge(reason.keyword(), 1L, Long::sum);
        if (found.unread.size() < options.maxListed()) {
          found.unread.add(new BlockProfile.Unread(i, reason));
        }
        continue;
      }
      verdict.warnings().stream()
          .map(Violation::keyword)
          .distinct()
          .forEach(keyword -> found.remarks.merge(keyword, 1L, Long::sum));
      found.objects++;
      walk.record(block.bytes(), block.start(i), block.end(i), i);
    }
    return found;
  }

  private RecordVerdict verdict(RecordBlock block, int i) {
    if (!block.isOversized(i)) {
      return validator.validate(block.bytes(), block.start(i), block.end(i));
    }
    String reason = options.reading().overLimit(block.recordLength(i));
    return new RecordVerdict.Invalid(
        List.of(new Violation(null, reason, "limit", "", "")), List.of());
  }

  /** One way through the tokens of records. */
  private final class Walk {
    private final BlockProfile found;
    private final boolean isKnown;
    private final JsonFactory json;
    private int room;
    private int record;

    Walk(BlockProfile found, boolean isKnown, int room, JsonFactory json) {
      this.json = json;
      this.found = found;
      this.isKnown = isKnown;
      this.room = room;
    }

    void record(byte[] bytes, int from, int to, int index) {
      record = index;
      // Without the table of names, Jackson reads on behind the end of a part of an array.
      boolean isCopied = json == JSON_WITHOUT_NAME_TABLE;
      byte[] source = isCopied ? Arrays.copyOfRange(bytes, from, to) : bytes;
      try (JsonParser parser =
          json.createParser(ObjectReadContext.empty(), source, isCopied ? 0 : from, to - from)) {
        parser.nextToken();
        object(parser, found.root);
      }
    }

    private void object(JsonParser parser, FieldNode node) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        FieldNode member = find(node, parser.currentName());
        JsonToken token = parser.nextToken();
        value(parser, token, member);
      }
    }

    private void array(JsonParser parser, FieldNode node) {
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        value(parser, token, find(node, null));
      }
    }

    private @Nullable FieldNode find(FieldNode node, @Nullable String name) {
      FieldNode child = node.child(name);
      if (child != null) {
        return child;
      }
      FieldNode whole = node.whole == null ? null : node.whole.child(name);
      if (whole == null && room == 0) {
        found.isOverfull |= !isKnown;
        found.beyond.add(0, node.pathOf(name));
        return null;
      }
      if (whole == null) {
        room--;
      }
      FieldNode added = node.add(name, options);
      added.whole = whole;
      found.fields.add(added);
      return added;
    }

    private void value(JsonParser parser, JsonToken token, @Nullable FieldNode field) {
      if (field == null) {
        parser.skipChildren();
        return;
      }
      FieldStats stats = field.stats;
      ValueType type = typeOf(token);
      stats.value(type, record);
      switch (type) {
        case STRING ->
            stats.string(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        case INTEGER, NUMBER -> {
          String text = parser.getString();
          stats.number(Double.parseDouble(text), text);
        }
        case BOOLEAN -> stats.word(type, parser.getString());
        case NULL -> {}
        case OBJECT, ARRAY -> nested(parser, type, field);
      }
    }

    private void nested(JsonParser parser, ValueType type, FieldNode field) {
      if (field.level >= options.levels()) {
        parser.skipChildren();
      } else if (type == ValueType.OBJECT) {
        object(parser, field);
      } else {
        array(parser, field);
      }
    }

    private static ValueType typeOf(JsonToken token) {
      return switch (token) {
        case START_OBJECT -> ValueType.OBJECT;
        case START_ARRAY -> ValueType.ARRAY;
        case VALUE_STRING -> ValueType.STRING;
        case VALUE_NUMBER_INT -> ValueType.INTEGER;
        case VALUE_NUMBER_FLOAT -> ValueType.NUMBER;
        case VALUE_TRUE, VALUE_FALSE -> ValueType.BOOLEAN;
        case VALUE_NULL -> ValueType.NULL;
        case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
            throw new IllegalStateException("no value begins with " + token);
      };
    }
  }
}
