package io.github.jsonlpreflight.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * Makes an iterator, which Spark asks for, of what is handed over by somebody who reads on a thread
 * of its own. No more than a few batches wait between the two. Closing it ends the thread.
 *
 * @param <T> what is handed over
 * @param <R> what is known when all was
 */
final class PushedIterator<T, R> implements Iterator<T>, Closeable {
  private static final int BATCH = 256;
  private static final int BATCHES = 4;

  /** Takes what is found. */
  @FunctionalInterface
  interface Sink<T> {
    void accept(T element) throws IOException;
  }

  /** Hands over all that there is, and returns what is known then. */
  @FunctionalInterface
  interface Source<T, R> {
    R pushTo(Sink<T> sink) throws IOException;
  }

  /** Learns what is known when all was handed over and taken. */
  @FunctionalInterface
  interface AtEnd<R> {
    void accept(R result);
  }

  /** Some elements; the last one has what came of it, a result or a failure. */
  private record Batch<T, R>(
      List<T> elements, @Nullable R result, @Nullable Throwable failure, boolean isLast) {}

  private final BlockingQueue<Batch<T, R>> queue = new ArrayBlockingQueue<>(BATCHES);
  private final AtEnd<R> atEnd;
  private final Thread reader;
  private Iterator<T> batch = List.<T>of().iterator();
  private boolean ended;

  PushedIterator(String name, Source<T, R> source, AtEnd<R> atEnd) {
    this.atEnd = atEnd;
    this.reader = new Thread(() -> read(source), name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Makes one that reads a split for the task at hand, and is closed when the task ends. */
  static <T, R> PushedIterator<T, R> ofTask(Split split, Source<T, R> source, AtEnd<R> atEnd) {
    PushedIterator<T, R> iterator =
        new PushedIterator<>("preflight-read-" + split.index(), source, atEnd);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> iterator.close());
    return iterator;
  }

  /** Whatever happens is for the other side to know: this thread has nobody else to tell. */
  private void read(Source<T, R> source) {
    List<T> elements = new ArrayList<>(BATCH);
    Batch<T, R> last;
    try {
      R result =
          source.pushTo(
              element -> {
                elements.add(element);
                if (elements.size() == BATCH) {
                  put(new Batch<>(List.copyOf(elements), null, null, /* isLast= */ false));
                  elements.clear();
                }
              });
      last = new Batch<>(List.copyOf(elements), result, null, /* isLast= */ true);
    } catch (IOException | RuntimeException | Error e) {
      last = new Batch<>(List.copyOf(elements), null, e, /* isLast= */ true);
    }
    try {
      put(last);
    } catch (InterruptedIOException e) {
      // The iterator was closed: nobody wants to know.
    }
  }

  private void put(Batch<T, R> next) throws InterruptedIOException {
    try {
      queue.put(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("nobody reads on");
    }
  }

  @Override
  public boolean hasNext() {
    while (!batch.hasNext()) {
      if (ended) {
        return false;
      }
      take();
    }
    return true;
  }

  private void take() {
    Batch<T, R> next;
    try {
      next = queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new UncheckedIOException(new InterruptedIOException("interrupted while reading"));
    }
    batch = next.elements().iterator();
    if (!next.isLast()) {
      return;
    }
    ended = true;
    Throwable failure = next.failure();
    if (failure instanceof IOException io) {
      throw new UncheckedIOException(io);
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (next.result() != null) {
      atEnd.accept(next.result());
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.next();
  }

  /** Ends the thread, and waits for its end: it may be using what the caller is about to close. */
  @Override
  public void close() {
    ended = true;
    batch = List.<T>of().iterator();
    reader.interrupt();
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        queue.clear();
        reader.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
