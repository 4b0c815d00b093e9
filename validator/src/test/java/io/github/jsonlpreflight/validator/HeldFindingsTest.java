package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldFindingsTest {
  private final HeldFindings findings = new HeldFindings();

  private static Violation at(String location) {
    return new Violation(null, "is wrong", "type", location, "");
  }

  @Test
  void keepsATextThatIsAsLongAsItMayBe() {
    String location = "x".repeat(HeldFindings.MAX_TEXT_LENGTH);
    findings.add("type", () -> at(location));
    assertThat(findings.held()).containsExactly(at(location));
  }

  @Test
  void cutsALongerText() {
    findings.add("type", () -> at("x".repeat(HeldFindings.MAX_TEXT_LENGTH + 1)));
    assertThat(findings.held()).containsExactly(at("x".repeat(HeldFindings.MAX_TEXT_LENGTH) + "…"));
  }

  @Test
  void cutsNoSurrogatePairInTwo() {
    String start = "x".repeat(HeldFindings.MAX_TEXT_LENGTH - 1);
    findings.add("type", () -> at(start + "😀"));
    String shown = findings.held().get(0).instanceLocation();
    assertThat(shown).isEqualTo(start + "…");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
  }

  @Test
  void describesOnlyWhatItHoldsAndCountsTheRest() {
    AtomicInteger described = new AtomicInteger();
    for (int i = 0; i < MoreFindings.MAX_HELD + 3; i++) {
      findings.add(
          i % 2 == 0 ? "even" : "odd",
          () -> {
            described.incrementAndGet();
            return at("");
          });
    }
    assertThat(described).hasValue(MoreFindings.MAX_HELD);
    assertThat(findings.held()).hasSize(MoreFindings.MAX_HELD);
    assertThat(findings.more()).isEqualTo(Map.of("even", 2L, "odd", 1L));
  }

  @Test
  void holdsNoMoreOnceTheirTextsAreLongTogether() {
    Violation half = at("x".repeat(MoreFindings.MAX_HELD_CHARACTERS / 4));
    for (int i = 0; i < 5; i++) {
      findings.add("type", () -> half);
    }
    assertThat(findings.held()).hasSize(4);
    assertThat(findings.more()).isEqualTo(Map.of("type", 1L));
  }

  @Test
  void takesOverWhatAnotherHasHeldAndCounted() {
    findings.add("type", () -> at("/a"));
    findings.takeOver(List.of(at("/b")), Map.of("type", 7L));
    findings.takeOver(List.of(), Map.of("type", 1L, "enum", 2L));
    assertThat(findings.held()).containsExactly(at("/a"), at("/b"));
    assertThat(findings.more()).isEqualTo(Map.of("type", 8L, "enum", 2L));
    assertThat(findings.isEmpty()).isFalse();
  }
}
