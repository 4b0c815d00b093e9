package io.github.jsonlpreflight.validator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecursionTest {
  static Recursion of(String schema) {
    JsonNode document = JsonMapper.shared().readTree(schema.replace('\'', '"'));
    return new Recursion(document, new References(document, Set.of("$id", "$ref", "$anchor")));
  }

  @Test
  void isNoneWhereNoReferenceLeadsBack() {
    Recursion none =
        of("{'properties': {'a': {'$ref': '#/$defs/x'}}, '$defs': {'x': {'type': 'string'}}}");
    assertThat(none.exists()).isFalse();
    assertThat(none.branching()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // Once for each inner value.
        "1 | `{'properties': {'a': {'$ref': '#'}}}`",
        "1 | `{'items': {'$ref': '#'}}`",
        "1 | `{'additionalProperties': {'$ref': '#'}}`",
        // Each member has one name, so one of these schemas.
        "1 | `{'properties': {'a': {'$ref': '#'}, 'b': {'$ref': '#'}}}`",
        // A value is a member or an element, never both.
        "1 | `{'properties': {'a': {'$ref': '#'}}, 'items': {'$ref': '#'}}`",
        "1 | `{'prefixItems': [{'$ref': '#'}], 'items': {'$ref': '#'}}`",
        "1 | `{'prefixItems': [{'type': 'null'}, {'$ref': '#'}]}`",
        // What leads elsewhere does not lead back.
        "1 | `{'items': {'$ref': '#'}, 'allOf': [{'$ref': 'http://elsewhere'}]}`",
        // Twice for one and the same inner value.
        "2 | `{'prefixItems': [{'type': 'null'}, {'allOf': [{'$ref': '#'}, {'$ref': '#'}]}]}`",
        "2 | `{'oneOf': [{'items': {'$ref': '#'}}, {'items': {'$ref': '#'}}]}`",
        "2 | `{'properties': {'a': {'$ref': '#'}}, 'patternProperties': {'a': {'$ref': '#'}}}`",
        "2 | `{'items': {'$ref': '#'}, 'contains': {'$ref': '#'}}`",
        "2 | `{'items': {'allOf': [{'$ref': '#'}, {'$ref': '#'}]}}`",
        "3 | `{'if': {'items': {'$ref': '#'}}, 'then': {'items': {'$ref': '#'}}, 'not': {'items': {'$ref': '#'}}}`",
        "2 | `{'dependentSchemas': {'a': {'items': {'$ref': '#'}}, 'b': {'items': {'$ref': '#'}}}}`",
        "2 | `{'additionalProperties': {'$ref': '#'}, 'unevaluatedProperties': {'$ref': '#'}}`",
        "2 | `{'items': {'$ref': '#'}, 'unevaluatedItems': {'$ref': '#'}}`",
        // By way of another part.
        "2 | `{'$ref': '#/$defs/x', '$defs': {'x': {'anyOf': [{'items': {'$ref': '#/$defs/x'}}, {'items': {'$ref': '#/$defs/x'}}]}}}`",
      })
  void saysHowOftenAnInnerValueIsJudged(int branching, String schema) {
    Recursion recursion = of(schema);
    assertThat(recursion.exists()).isTrue();
    assertThat(recursion.branching()).isEqualTo(branching);
  }

  @Test
  void countsTheSchemasThatAreEnteredForALevel() {
    assertThat(of("{'items': {'$ref': '#'}}").height()).isEqualTo(2);
    assertThat(of("{'items': {'allOf': [{'allOf': [{'$ref': '#'}]}]}}").height()).isEqualTo(4);
  }

  @Test
  void callsACircleWithoutAnInnerValueEndless() {
    Recursion circle = of("{'allOf': [{'$ref': '#'}]}");
    assertThat(circle.exists()).isTrue();
    assertThat(circle.branching()).isGreaterThan(1_000);
  }
}
