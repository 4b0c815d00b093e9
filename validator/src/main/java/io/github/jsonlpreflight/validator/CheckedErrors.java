package io.github.jsonlpreflight.validator;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The errors of one check by networknt, which would hold all of them: here the record's own are
 * passed on as they are found, and of those that only decide between branches of the schema there
 * is a limit. One serves one record.
 */
final class CheckedErrors extends ExecutionContext {
  private final RootErrors root;
  private final long maxHeld;

  /**
   * Makes a context.
   *
   * @param maxHeld how many errors of a branch are held
   * @param found receives each error of the record
   */
  CheckedErrors(ExecutionConfig config, long maxHeld, Consumer<Error> found) {
    super(config);
    this.root = new RootErrors(found);
    this.maxHeld = maxHeld;
    setErrors(root);
  }

  @Override
  public void addError(Error error) {
    super.addError(error);
    requireFew(getErrors());
  }

  @Override
  public void setErrors(List<Error> errors) {
    super.setErrors(errors);
    requireFew(errors);
  }

  private void requireFew(List<Error> errors) {
    if (errors.size() > maxHeld && errors != root) {
      throw new TooManyErrorsException(maxHeld);
    }
  }

  /** A branch of the schema has more errors than can be held. */
  static final class TooManyErrorsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyErrorsException(long max) {
      super("more than " + max + " errors in one branch of the schema");
    }
  }

  /** Counts, so that it may be asked whether there are any, and holds nothing. */
  private static final class RootErrors extends AbstractList<Error> {
    private final Consumer<Error> found;
    private int count;

    RootErrors(Consumer<Error> found) {
      this.found = found;
    }

    @Override
    public void add(int index, Error error) {
      count++;
      found.accept(error);
    }

    @Override
    public Error get(int index) {
      throw new UnsupportedOperationException("errors are passed on, not held");
    }

    @Override
    public int size() {
      return count;
    }
  }
}
