package io.github.jsonlpreflight.validator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkLimitTest {
  private static final String ONCE = "{'items': {'$ref': '#'}}";
  private static final String TWICE =
      "{'oneOf': [{'items': {'$ref': '#'}}, {'items': {'$ref': '#'}}]}";

  @Test
  void allowsNoRecordWhoseValuesMayMeetMoreWordsThanAreChecked() {
    // A value has two bytes at least, and four words with its own.
    WorkLimit limit = new WorkLimit(20, 3, Integer.MAX_VALUE);
    assertThat(limit.allows(10, 1)).isTrue();
    assertThat(limit.allows(11, 1)).isFalse();
    assertThat(limit.allows(10, 1_000_000)).as("however deep").isTrue();
  }

  @Test
  void allowsNoRecordThatIsTooLongForOtherReasons() {
    WorkLimit limit = new WorkLimit(Long.MAX_VALUE, 3, 500);
    assertThat(limit.allows(500, 1)).isTrue();
    assertThat(limit.allows(501, 1)).isFalse();
  }

  @Test
  void allowsEveryRecordWhereThereIsNone() {
    assertThat(WorkLimit.NONE.allows(Integer.MAX_VALUE, Integer.MAX_VALUE)).isTrue();
  }

  @Test
  void allowsAsManyLevelsAsTheAuthorityHasStackFor() {
    WorkLimit flat = new WorkLimit(Long.MAX_VALUE, 3, Integer.MAX_VALUE);
    WorkLimit limit = flat.with(RecursionTest.of(ONCE)); // which enters two schemas for a level
    assertThat(limit.multiplies()).isFalse();
    assertThat(limit.allows(5_000, 400)).isTrue();
    assertThat(limit.allows(5_000, 401)).isFalse();
    assertThat(flat.with(RecursionTest.of("{'items': {}}"))).isSameAs(flat);
  }

  @Test
  void allowsALevelLessForEachTimeThatTheWorkDoubles() {
    WorkLimit limit = new WorkLimit(1024, 0, Integer.MAX_VALUE).with(RecursionTest.of(TWICE));
    assertThat(limit.multiplies()).isTrue();
    assertThat(limit.allows(2, 10)).isTrue();
    assertThat(limit.allows(2, 11)).isFalse();
    assertThat(limit.allows(3, 9)).isTrue();
    assertThat(limit.allows(3, 10)).isFalse();
    assertThat(limit.allows(2048, 0)).isTrue();
    assertThat(limit.allows(2048, 1)).isFalse();
    WorkLimit less = new WorkLimit(1023, 0, Integer.MAX_VALUE).with(RecursionTest.of(TWICE));
    assertThat(less.allows(2, 9)).isTrue();
    assertThat(less.allows(2, 10)).isFalse();
  }
}
