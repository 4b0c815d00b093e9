package io.github.jsonlpreflight.uploader;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Takes everything that our own code logs in tests, at every level, by thread. */
public final class CapturedLog implements SLF4JServiceProvider {
  private static final ThreadLocal<List<String>> LINES = ThreadLocal.withInitial(ArrayList::new);

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter contexts = new NOPMDCAdapter();

  /** Returns what this thread has logged since it was last asked. */
  static List<String> take() {
    List<String> lines = LINES.get();
    LINES.remove();
    return lines;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Log::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return contexts;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  private static final class Log extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    Log(String loggerName) {
      this.name = loggerName;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        @Nullable Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      LINES
          .get()
          .add(level + " " + MessageFormatter.basicArrayFormat(message, arguments) + " " + thrown);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    private boolean isOurs() {
      return name.startsWith("io.github.jsonlpreflight");
    }

    @Override
    public boolean isTraceEnabled() {
      return isOurs();
    }

    @Override
    public boolean isDebugEnabled() {
      return isOurs();
    }

    @Override
    public boolean isInfoEnabled() {
      return isOurs();
    }

    @Override
    public boolean isWarnEnabled() {
      return isOurs();
    }

    @Override
    public boolean isErrorEnabled() {
      return isOurs();
    }
  }
}
