package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Three-valued logic: what is not known may turn out either way, and then nothing is sure. */
class CombinedNodeTest {
  private static final List<Integer> VERDICTS =
      List.of(Verdict.VALID, Verdict.UNKNOWN, Verdict.INVALID);

  private static Node saying(int verdict) {
    return new Node() {
      @Override
      int judge(Scan scan) {
        scan.at += 3; // wherever it ends
        return verdict;
      }
    };
  }

  private static int judge(CombinedNode.Part part) {
    Scan scan = new Scan(1);
    scan.begin("[1, 2, 3]".getBytes(US_ASCII), 0, 9);
    int verdict = new CombinedNode(Node.ANYTHING, List.of(part)).judge(scan);
    assertThat(verdict != Verdict.VALID || scan.isAtEnd()).isTrue();
    return verdict;
  }

  /** Returns what holds of every way in which the unknown may turn out. */
  private static int expected(List<Integer> verdicts, Function<List<Boolean>, Boolean> logic) {
    List<List<Boolean>> ways = new ArrayList<>(List.of(List.of()));
    for (int verdict : verdicts) {
      List<List<Boolean>> more = new ArrayList<>();
      for (List<Boolean> way : ways) {
        for (boolean holds : new boolean[] {true, false}) {
          if (verdict == Verdict.UNKNOWN || holds == (verdict == Verdict.VALID)) {
            List<Boolean> longer = new ArrayList<>(way);
            longer.add(holds);
            more.add(longer);
          }
        }
      }
      ways = more;
    }
    List<Boolean> results = ways.stream().map(logic).distinct().toList();
    if (results.size() > 1) {
      return Verdict.UNKNOWN;
    }
    return results.get(0) ? Verdict.VALID : Verdict.INVALID;
  }

  private static void check(
      CombinedNode.Part part, List<Integer> verdicts, Function<List<Boolean>, Boolean> logic) {
    // To say that it is not known is never wrong.
    assertThat(judge(part)).as("%s", verdicts).isIn(Verdict.UNKNOWN, expected(verdicts, logic));
    if (!verdicts.contains(Verdict.UNKNOWN)) {
      assertThat(judge(part)).as("%s", verdicts).isEqualTo(expected(verdicts, logic));
    }
  }

  @Test
  void saysOnlyWhatHoldsHoweverTheUnknownTurnsOut() {
    for (int first : VERDICTS) {
      check(CombinedNode.not(saying(first)), List.of(first), way -> !way.get(0));
      for (int second : VERDICTS) {
        for (int third : VERDICTS) {
          List<Integer> verdicts = List.of(first, second, third);
          List<Node> nodes = verdicts.stream().map(CombinedNodeTest::saying).toList();
          check(CombinedNode.allOf(nodes), verdicts, way -> !way.contains(false));
          check(CombinedNode.anyOf(nodes), verdicts, way -> way.contains(true));
          check(
              CombinedNode.oneOf(nodes),
              verdicts,
              way -> way.stream().filter(holds -> holds).count() == 1);
          check(
              CombinedNode.ifThenElse(nodes.get(0), nodes.get(1), nodes.get(2)),
              verdicts,
              way -> way.get(0) ? way.get(1) : way.get(2));
        }
      }
    }
  }

  @Test
  void saysNothingOfWhatIsNoJson() {
    Scan scan = new Scan(1);
    scan.begin("[1,]".getBytes(US_ASCII), 0, 4);
    CombinedNode node =
        new CombinedNode(Node.ANYTHING, List.of(CombinedNode.not(saying(Verdict.INVALID))));
    assertThat(node.judge(scan)).isEqualTo(Verdict.UNKNOWN);
  }
}
