package io.github.jsonlpreflight.validator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceGraphTest {
  private final ReferenceGraph graph = new ReferenceGraph();

  @Test
  void knowsThePartsThatItHas() {
    assertThat(graph.add("a")).isTrue();
    assertThat(graph.add("a")).isFalse();
    graph.add("b", "c");
    assertThat(graph.add("b")).isFalse();
    assertThat(graph.add("c")).isTrue();
  }

  @Test
  void findsNoCircleWhereReferencesLeadOn() {
    graph.add("a", "b");
    graph.add("a", "c");
    graph.add("b", "c");
    assertThat(graph.circular()).isEmpty();
  }

  @Test
  void findsWhatLeadsBackToItselfAndNotWhatLeadsThere() {
    graph.add("in", "a");
    graph.add("a", "b");
    graph.add("b", "c");
    graph.add("c", "a");
    graph.add("c", "out");
    graph.add("self", "self");
    assertThat(graph.circular()).containsExactlyInAnyOrder("a", "b", "c", "self");
  }
}
