package io.github.jsonlpreflight.cli.console;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One line about how a command gets on, on standard error. On a terminal it is written anew up to
 * ten times a second, and erased at last; into a file or a CI's log goes a plain line every half
 * minute. Safe to share.
 */
public final class ProgressLine implements AutoCloseable {
  /** Where the line goes, if anybody wants to see it. */
  public enum Medium {
    NONE,
    TERMINAL,
    LOG
  }

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final PrintWriter err;
  private final Medium medium;
  private final LongSupplier nanoTime;
  private final long interval;
  private long lastDrawn;
  private boolean isDrawn;

  public ProgressLine(PrintWriter err, Medium medium, LongSupplier nanoTime) {
    this.err = err;
    this.medium = medium;
    this.nanoTime = nanoTime;
    this.interval = medium == Medium.TERMINAL ? REDRAW_NANOS : LOG_NANOS;
    this.lastDrawn = nanoTime.getAsLong();
  }

  /** Returns the clock that this line goes by, in nanoseconds from whenever. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Shows how things are, unless they were shown a moment ago. */
  public synchronized void update(Supplier<String> text) {
    long now = nanoTime.getAsLong();
    if (medium != Medium.NONE && now - lastDrawn >= interval) {
      draw(text.get(), now);
    }
  }

  /** Shows something new at once on a terminal, and like any news in a log. */
  public synchronized void change(Supplier<String> text) {
    if (medium == Medium.TERMINAL) {
      draw(text.get(), nanoTime.getAsLong());
    } else {
      update(text);
    }
  }

  private void draw(String text, long now) {
    lastDrawn = now;
    if (medium == Medium.TERMINAL) {
      err.print(ERASE_LINE + cut(text));
      isDrawn = true;
    } else {
      err.println("preflight: " + text);
    }
    err.flush();
  }

  /** A line that is wider than the terminal could not be erased. */
  private static String cut(String text) {
    int columns = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      columns += Columns.of(codePoint);
      if (columns >= Terminal.width()) {
        return text.substring(0, at);
      }
      at += Character.charCount(codePoint);
    }
    return text;
  }

  /** Takes the line away, for results to be printed. */
  public synchronized void erase() {
    if (isDrawn) {
      err.print(ERASE_LINE);
      err.flush();
      isDrawn = false;
    }
  }

  @Override
  public void close() {
    erase();
  }
}
