package io.github.jsonlpreflight.uploader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** The network between client and {@link SimulatedService}: slow, and it loses things. */
final class SimulatedWire implements Transport {
  /** What watches over each call. */
  interface Guard {
    /** A call is about to leave; whoever dies here has not made it. */
    void before(Call call) throws IOException;

    /** An answer is about to be handed over. */
    void after(Call call, Answer answer);
  }

  private final Dice dice;
  private final FakeWorld.FakeTime time;
  private final SimulatedService service;
  private final Guard guard;
  private final Consumer<String> history;

  SimulatedWire(
      Dice dice,
      FakeWorld.FakeTime time,
      SimulatedService service,
      Guard guard,
      Consumer<String> history) {
    this.dice = dice;
    this.time = time;
    this.service = service;
    this.guard = guard;
    this.history = history;
  }

  private interface Effect {
    Answer take() throws IOException;
  }

  @Override
  public Answer exchange(Call call) throws IOException, InterruptedException {
    guard.before(call);
    boolean isPut = call.method().equals("PUT");
    pass(dice.strikes("slow network", 0.03) ? 120_000 : 400);
    if (dice.strikes("interrupt", 0.01)) {
      throw new InterruptedException();
    }
    Answer answer;
    try {
      answer = isPut ? put(call) : get(call);
    } catch (IOException e) {
      history.accept(name(call) + " → " + e.getMessage());
      throw e;
    }
    pass(200);
    history.accept(name(call) + " → " + answer.status() + " " + shown(answer));
    guard.after(call, answer);
    return answer;
  }

  private void pass(int mostMillis) {
    time.now = time.now.plus(Duration.ofMillis(dice.pick("network millis", mostMillis)));
    service.catchUp();
  }

  private Answer get(Call call) throws IOException {
    String url = call.url().reveal();
    String last = url.substring(url.lastIndexOf('/') + 1);
    Effect effect = service::describe;
    if (url.contains("/upload-url/")) {
      if (dice.strikes("GET doubled", 0.05)) {
        history.accept("   the request for a URL arrives twice");
        service.grant(last);
      }
      effect = () -> service.grant(last);
    } else if (url.contains("/imports/")) {
      effect = () -> service.poll(last);
    }
    if (dice.strikes("request lost", 0.04)) {
      throw new IOException("Connection reset");
    }
    if (dice.strikes("service refuses", 0.06)) {
      return refusal();
    }
    Answer answer = effect.take();
    if (dice.strikes("reply lost", 0.05)) {
      throw new IOException("Connection reset");
    }
    return dice.strikes("reply spoilt", 0.03) ? spoilt() : answer;
  }

  private Answer refusal() {
    return switch (dice.pick("refusal", 6)) {
      case 0 -> FakeService.answer(429, "", "retry-after", "20");
      case 1 -> FakeService.answer(503, "<html>busy</html>");
      case 2 -> FakeService.answer(500, "{\"error\":{\"detail\":\"oops\"}}");
      case 3 -> FakeService.answer(200, "<html>captive portal</html>");
      case 4 -> FakeService.answer(401, "{\"message\":\"Token " + FakeWorld.TOKEN + "\"}");
      default -> FakeService.answer(200, "");
    };
  }

  private Answer spoilt() {
    return switch (dice.pick("spoilt", 4)) {
      case 0 -> FakeService.answer(200, "{\"import_id\":");
      case 1 -> FakeService.answer(200, "[]");
      case 2 -> FakeService.answer(502, "");
      default -> FakeService.answer(504, "<html>gateway timeout</html>");
    };
  }

  private Answer put(Call call) throws IOException {
    SimulatedService.Job job = service.jobOf(call);
    if (dice.strikes("PUT refused", 0.03)) {
      return FakeService.answer(403, FakeService.s3Error("SignatureDoesNotMatch", "X-Amz-"));
    }
    if (dice.strikes("PUT not let in", 0.08)) {
      return busy();
    }
    if (dice.strikes("PUT cut", 0.08)) {
      job.leftInDoubt |= readSome(call, dice.pick("cut at", 4) / 4.0) > 0;
      throw new IOException("Connection reset");
    }
    if (dice.strikes("PUT sent and not stored", 0.05)) {
      SimulatedService.readWhole(call);
      job.leftInDoubt = true;
      return lost();
    }
    Answer answer;
    try {
      answer = service.put(call);
    } catch (IOException e) {
      job.leftInDoubt = true;
      throw e;
    }
    if (answer.isSuccess() && dice.strikes("PUT's reply lost", 0.08)) {
      job.leftInDoubt = true;
      return lost();
    }
    return answer;
  }

  private Answer busy() {
    return switch (dice.pick("busy", 3)) {
      case 0 -> FakeService.answer(503, FakeService.s3Error("SlowDown", "Reduce your rate"));
      case 1 -> FakeService.answer(400, FakeService.s3Error("RequestTimeout", "idle"));
      default -> FakeService.answer(503, "");
    };
  }

  private Answer lost() throws IOException {
    return switch (dice.pick("lost", 4)) {
      case 0 -> FakeService.answer(500, FakeService.s3Error("InternalError", "try again"));
      case 1 -> FakeService.answer(504, "<html>");
      default -> throw new IOException("Read timed out");
    };
  }

  private static int readSome(Call call, double part) throws IOException {
    Body body = Objects.requireNonNull(call.body());
    try (InputStream in = body.open()) {
      return in.readNBytes((int) (part * body.length())).length;
    }
  }

  static String name(Call call) {
    String url = call.url().reveal().replaceAll("\\?.*", "");
    return call.method() + " …" + url.substring(url.lastIndexOf('/'));
  }

  private static String shown(Answer answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    return body.replaceAll("\\?X-Amz[^\"]*", "?…");
  }

  @Override
  public void close() {}
}
