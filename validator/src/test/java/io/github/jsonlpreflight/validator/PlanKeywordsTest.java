package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan accepts, and what it leaves to the authority, keyword by keyword. */
class PlanKeywordsTest {
  private static boolean accepts(String schema, String record) {
    byte[] bytes = record.getBytes(UTF_8);
    return Plans.of(Judging.schemaOf(schema), ValidatorOptions.defaults())
        .shortcut()
        .accepts(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"string"} | "" | 1
          {"type":"boolean"} | true false | null 1 "true"
          {"type":"object"} | {} | [] "" 1 null
          {"type":"array"} | [] | {} "" 1 null
          {"not":{"type":"null"}} | "a" {} [] 1 true | null
          {"not":{"enum":[{"a":1},3]}} | "a" 4 true | {"a":1} 3
          {"type":["null","integer"]} | null 1 -0 1.0 | 1.5 1e0 true "1"
          {"type":"number"} | 1 1.0 1e2 | "1" 1e400
          {"minLength":2,"maxLength":3} | "ab" "é😀" "\\ud83d\\ude00aa" 1 | "a" "abcd" "\\ud83d\\ude00"
          {"pattern":"^a+$"} | "a" "aaa" "\\u0061" 1 | "" "ab" "ba"
          {"format":"date"} | "2026-11-30" "2024-02-29" 1 | "2026-11-31" "2026-02-30" "x"
          {"format":"unheard-of"} | 1 "x" | "x
          {"format":"phone"} | "x" | "x
          {"format":"time"} | "13:12:20Z" "23:59:60z" | "13:12:20" "24:00:00Z"
          {"format":"date-time"} | "2026-11-24T13:12:20Z" "2026-11-24t13:12:20.1234567890z" "2016-12-31T23:59:60Z" | "2026-11-24T13:12:20" "2026-02-29T13:12:20Z"
          {"format":"ipv6"} | "::1" "2001:db8::ff00:42:8329" | "::g" "1.2.3.4"
          {"format":"ipv4"} | "1.2.3.4" | "1.2.3" "01.2.3.4"
          {"format":"uuid"} | "123E4567-e89b-12d3-a456-426614174000" | "123"
          {"format":"email"} | "a@b.museum" "joe+x@müller.de" "\\u0061@b.com" | "a@b.nosuchdomain" "a"
          {"format":"uri"} | "urn:isbn:1" "ftp://x/y" "data:text/plain;base64,QQ==" "http://[::1]/" | "x" "/a" "http://a/ü"
          {"format":"hostname"} | "a-b.c" | "-a" "a..b"
          {"format":"duration"} | "P1DT2H" | "P" "1D"
          {"format":"regex"} | "a+" | "(" "["
          {"format":"json-pointer"} | "" "/a~0" | "a" "/~2"
          {"minimum":2,"maximum":4} | 2 3 4 2.0 3.99 2e0 300e-2 "x" | 1 5 1.99 4.01
          {"exclusiveMinimum":2,"exclusiveMaximum":4} | 3 2.01 3.99 | 2 4 2.0 4.00
          {"exclusiveMinimum":0.5} | 1 0.51 | 0.5 0.50 0
          {"minimum":2,"exclusiveMinimum":2} | 3 2.1 | 2 2.0 1
          {"minimum":3,"exclusiveMinimum":2} | 3 4 | 2.5 2
          {"minimum":1,"exclusiveMinimum":2} | 2.5 3 | 2 1
          {"maximum":2,"exclusiveMaximum":2} | 1 1.9 | 2 2.0 3
          {"maximum":1,"exclusiveMaximum":2} | 1 0 | 1.5 2
          {"maximum":3,"exclusiveMaximum":2} | 1.5 1 | 2 3
          {"multipleOf":0.1} | 0.3 1 -0.2 0 3e-1 | 0.35 1e-2
          {"type":"integer","minimum":2} | 2 2.0 3.000 | 1 1.0 2.5
          {"type":"number","minimum":0} | 1e-05 0.0 5E-324 | -1e-05
          {"minItems":1,"maxItems":2} | [1] [1,1] 1 | [] [1,2,3]
          {"uniqueItems":true} | [] [1,2] ["a","b"] [true,false,null] ["a","\\u0062"] [1.5,1,15] [-1,1] [[],{}] [[1,2],[2,1]] [{"a":1},{"a":2}] [{"a":1,"b":2},{"a":2,"b":1}] [[[]],[]] [1,"1"] | [1,1] ["a","a"] [1,1.0] [1.0,1.00] [100,1e2] [0,-0] [0,-0.0e1] ["a","\\u0061"] ["😀","\\ud83d\\uDE00"] ["é","\\u00e9"] ["\\n","\\u000A"] ["/","\\/"] [{"a":1,"b":2},{"b":2.0,"a":1}] [[1],[1.0]] [0.10,1e-1]
          {"prefixItems":[{"type":"null"}],"items":{"type":"string"}} | [] [null] [null,"a","b"] | ["a"] [null,1] [null,"a",1]
          {"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"null"}],"additionalItems":{"type":"string"}} | [] [null] [null,"a"] | ["a"] [null,1]
          {"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"null"}]} | [] [null,1] | [1]
          {"$schema":"http://json-schema.org/draft-07/schema#","items":{"type":"null"},"additionalItems":false} | [null,null] | [1]
          {"contains":{"type":"string"}} | ["a"] [1,"a"] [[1],"a",{}] | [1] [[]]
          {"not":{"items":{"type":"string"}}} | [1] ["a",1] | ["a"] []
          {"contains":{"const":1},"maxContains":2} | [1] [0,1] [1,1,0] 1 | [] [0] [1,1,1]
          {"contains":{"const":1},"minContains":2} | [1,1] | [1] [0,1]
          {"contains":{"const":1},"minContains":0} | [] [0] | [1
          {"required":["a"]} | {"a":1} {"b":1,"a":1} 1 | {} {"b":1} {"A":1}
          {"properties":{"a":{"const":1}}} | {} {"a":1} {"b":2} {"\\u0061":1} | {"a":2} {"\\u0061":2} {"a":1,"a":1} {"b":1,"b":1}
          {"properties":{"a":true},"additionalProperties":false} | {} {"a":1} | {"b":1} {"a":1,"b":1}
          {"required":["a"],"additionalProperties":{"type":"null"}} | {"a":null} | {"a":1}
          {"patternProperties":{"^x":{"type":"null"},"y$":{"enum":[null,1]}}} | {"x":null} {"y":1} {"xy":null} | {"x":1} {"xy":1} {"y":2}
          {"patternProperties":{"^x":{"type":["null","string"]},"y$":{"enum":[null,1]}}} | {"xy":null} {"x":"a"} | {"xy":"a"} {"xy":1}
          {"patternProperties":{"^x":true},"additionalProperties":false} | {"x1":1} | {"y":1}
          {"propertyNames":{"maxLength":1}} | {} {"a":1} {"😀":1} | {"ab":1}
          {"not":{"propertyNames":{"maxLength":1}}} | {"ab":1} | {} {"a":1} 1
          {"not":{"properties":{"a":{"type":"string"}}}} | {"a":1} | {} {"a":"x"} 1
          {"minProperties":1,"maxProperties":2} | {"a":1} {"a":1,"b":1} | {} {"a":1,"b":1,"c":1}
          {"enum":["a",1,null,true]} | "a" "\\u0061" 1 null true 1.0 | "b" 2 false [] {}
          {"enum":["a",1],"const":1} | 1 1.0 | "a" 2
          {"type":"string","enum":["a",1]} | "a" | 1 "b"
          {"minimum":2,"enum":[1,3]} | 3 | 1 2
          {"const":1.5} | 1.5 1.50 15e-1 | 1 2
          {"const":[]} | | [] [1] 1
          {"allOf":[{"minimum":1},{"maximum":2}]} | 1 2 | 0 3
          {"anyOf":[{"minimum":2},{"maximum":1}]} | 1 2 | 1.5
          {"oneOf":[{"minimum":1},{"maximum":2}]} | 0 3 | 1 2
          {"not":{"type":"string"}} | 1 [] | "a" [1,]
          {"not":{"type":"string","anyOf":[true]}} | 1 [] | "a"
          {"not":{"maxLength":1}} | "ab" | "a" 1
          {"not":{"pattern":"^a"}} | "b" | "a" 1
          {"not":false} | 1 [] | 1.
          {"not":{"format":"date"}} | "a" | 1 "2026-11-30"
          {"if":{"type":"string"},"then":{"maxLength":1},"else":{"type":"null"}} | "a" null | "ab" 1
          {"if":{"const":1.5},"then":true} | "a" 1.5 | 1.
          {"$ref":"#/$defs/a","minimum":2,"$defs":{"a":{"maximum":3}}} | 2 3 | 1 4
          {"dependentRequired":{"a":["b","c"]}} | {} {"b":1} {"c":1,"a":1,"b":1} 1 | {"a":1} {"a":1,"b":1}
          {"dependentSchemas":{"a":{"type":"object","maxProperties":1}}} | {} {"a":1} {"b":1,"c":1} 1 [] | {"a":1,"b":2}
          {"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b"],"b":{"maxProperties":2}}} | {} {"a":1,"b":1} {"b":1} | {"a":1} {"a":1,"b":1,"c":1}
          {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":true,"maximum":3,"exclusiveMaximum":false} | 2 3 1.1 | 1 1.0 3.1
          {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":false,"maximum":3,"exclusiveMaximum":true} | 1 2.9 | 0.9 3 3.0
          {"$schema":"http://json-schema.org/draft-04/schema#","type":"integer"} | 1 | 1.0
          {"properties":{"a":{"$ref":"#A"}},"$defs":{"x":{"$anchor":"A","type":"null"}}} | {"a":null} | {"a":1}
          {"allOf":[{"$anchor":"A","type":"array"}],"items":{"$ref":"#A"}} | [] [[]] | [1] 1
          {"additionalProperties":{"$anchor":"A","type":"null"},"items":{"$ref":"#A"}} | [null] {"a":null} | [1] {"a":1}
          {"$schema":"http://json-schema.org/draft-07/schema#","items":{"$ref":"#A"},"definitions":{"x":{"$id":"#A","type":"null"}}} | [null] | [1]
          {"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$id":"#/properties/a","type":"null"},"b":{"$ref":"#/properties/a"}}} | {"a":null,"b":null} | {"a":1} {"b":1}
          {"$id":"http://x/s","items":{"$ref":"http://x/s#/$defs/a"},"$defs":{"a":{"type":"null"}}} | [null] | [1]
          {"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://x/s#","items":{"$ref":"http://x/s#/definitions/a"},"definitions":{"a":{"type":"null"}}} | [null] | [1]
          {"$schema":"http://json-schema.org/draft-04/schema#","id":"http://x/s#","items":{"$ref":"http://x/s#/definitions/a"},"definitions":{"a":{"type":"null"}}} | [null] | [1]
          {"$id":"http://x/s","items":{"$ref":"http://x/s"},"type":"array"} | [[]] | [1]
          {"default":{"id":"x"},"examples":[{"$id":"y"}],"properties":{"a":{"const":{"id":"z"}},"b":{"type":"null"}}} | {"b":null} | {"a":1}
          {"unheardOf":1,"x-order":[],"readOnly":true,"$anchor":"q","type":"null"} | null | 1
          {"maxLength":3000000000} | | "a"
          {"unevaluatedItems":false} | | 1 []
          false | | 1
          true | 1 {"a":[]} | {"a":[1,]}
          """)
  void acceptsAndLeavesAlone(String schema, String accepted, String left) {
    for (String record : recordsOf(accepted)) {
      assertThat(accepts(schema, record)).as("%s accepts %s", schema, record).isTrue();
    }
    for (String record : recordsOf(left)) {
      assertThat(accepts(schema, record)).as("%s accepts %s", schema, record).isFalse();
    }
  }

  private static List<String> recordsOf(String list) {
    return list == null ? List.of() : List.of(list.split(" "));
  }

  @Test
  void leavesAloneMorePropertiesThanItHasNumbersFor() {
    String names = IntStream.range(0, 10_000).mapToObj(i -> "\"n" + i + "\"").collect(joining(","));
    String record = "{" + names.replace(",", ":1,") + ":1,\"last\":1}";
    String required = "{\"required\":[%s]}";
    assertThat(accepts(required.formatted(names), record)).isTrue();
    assertThat(accepts(required.formatted(names + ",\"last\""), record)).isFalse();
    String dependent = "{\"dependentRequired\":{\"a\":[%s]}}";
    assertThat(accepts(dependent.formatted(names), "{\"b\":1}")).isTrue();
    assertThat(accepts(dependent.formatted(names + ",\"last\""), "{\"b\":1}")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"properties":{"a/b":{"unevaluatedItems":false}}} | #/properties/a~1b/unevaluatedItems is not known
          {"items":{"maxLength":3000000000}} | #/items has a value that is not known
          {"$ref":"#A","$defs":{"x":{"$dynamicAnchor":"A"}}} | #/$ref refers to something that a plan does not find
          {"items":{"$dynamicRef":"#A"},"$defs":{"x":{"$dynamicAnchor":"A"}}} | #/items/$dynamicRef is not known
          {"anyOf":[{"items":{"$dynamicRef":"#A"}}],"$defs":{"x":{"$dynamicAnchor":"A"}}} | the document has dynamic references, and ways around them
          {"$defs":{"x":{"$id":"http://x/inner"}}} | the document has parts with identifiers of their own
          {"not":{"properties":{"c":{"$ref":"#/$defs/x"}}},"$defs":{"x":{"allOf":[{"$ref":"#/$defs/y"}]},"y":{"$ref":"#/$defs/x"}}} | the document has parts that refer to themselves without end
          {"anyOf":[{"pattern":"^(?=a)"}]} | #/anyOf/0 has a pattern that may take long, in a schema with ways around it
          {"not":{"format":"hostname"}} | #/not/format is one that long texts overflow, so that records of more than 500 bytes are not known
          {"oneOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}]} | the document refers to itself twice for one value, so deep records are not known
          {"items":{"pattern":"^(?=a)","format":"hostname"}} |
          """)
  void saysWhatOfASchemaItDoesNotKnow(String schema, String slowPart) {
    assertThat(RecordValidator.create(Judging.schemaOf(schema)).slowParts())
        .containsExactlyElementsOf(slowPart == null ? List.of() : List.of(slowPart));
  }

  @Test
  void leavesLongRecordsAloneWhereTheAuthorityMayOverflowOnAnotherWay() {
    String longRecord = "[" + "\"a.b\",".repeat(100) + "\"a.b\"]";
    String hosts = "{\"items\":{\"format\":\"hostname\"}}";
    assertThat(accepts(hosts, longRecord)).isTrue();
    assertThat(accepts("{\"anyOf\":[" + hosts + "]}", "[\"a.b\"]")).isTrue();
    assertThat(accepts("{\"anyOf\":[" + hosts + "]}", longRecord)).isFalse();
  }

  @Test
  void looksAtTheRecordOnlyAndAtAllOfIt() {
    byte[] bytes = "x1\n2".getBytes(UTF_8);
    RecordPlan.Shortcut plan =
        Plans.of(Judging.schemaOf("true"), ValidatorOptions.defaults()).shortcut();
    assertThat(plan.accepts(bytes, 1, 2)).isTrue();
    assertThat(plan.accepts(bytes, 1, 4)).as("a newline ends a record").isFalse();
  }

  @Test
  void followsReferencesOneBehindTheOtherWithoutEnd() {
    String schema = "{\"items\":{\"$ref\":\"#/$defs/a\"},\"$defs\":{\"a\":{\"type\":\"null\"}}}";
    assertThat(accepts(schema, "[" + "null,".repeat(2_000) + "null]")).isTrue();
  }

  @Test
  void acceptsPropertiesInAnyOrder() {
    String schema =
        "{\"required\":[\"a\",\"b\",\"c\"],\"additionalProperties\":false,\"properties\":{\"a\":{},\"b\":{},\"c\":{}}}";
    for (String record : List.of("abc", "acb", "bac", "bca", "cab", "cba")) {
      assertThat(accepts(schema, "{\"" + String.join("\":1,\"", record.split("")) + "\":1}"))
          .isTrue();
    }
  }

  @Test
  void ignoresWhatStandsBesideAReferenceInOldDraftsOnlyWhereItKnowsThat() {
    String schema =
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"a": {"maximum": 3}},
         "properties": {"a": {"$ref": "#/definitions/a", "minimum": 2},
           "b": {"$ref": "#/definitions/a", "title": "b"}}}
        """;
    assertThat(accepts(schema, "{\"b\":1}")).isTrue();
    assertThat(accepts(schema, "{\"a\":1}")).isFalse();
  }
}
