package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.ChunkStore;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Chunk files that are objects of S3, or of what speaks its protocol. Region, credentials and
 * endpoint come from where the AWS SDK looks for them: environment, profile, or the machine's role.
 * A stream that breaks goes on where it broke.
 *
 * <p>It needs the SDK's module {@code s3} on the class path, which this library does not bring: who
 * sends files has no use for it. To be used by one thread at a time; closed by whoever made it.
 */
public final class S3ChunkStore implements ChunkStore, Closeable {
  private static final Pattern ADDRESS =
      Pattern.compile("s3[an]?://([^/]+)(?:/(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** By which the SDK is told of another endpoint than Amazon's. */
  private static final String[] ENDPOINT_VARIABLES = {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"};

  private final String bucket;
  private final String prefix;
  private final Supplier<S3Client> connect;
  private @Nullable S3Client client;

  private S3ChunkStore(String bucket, String prefix, Supplier<S3Client> connect) {
    this.bucket = bucket;
    this.prefix = prefix;
    this.connect = connect;
  }

  /** Tells whether a place is one in S3, by its beginning. */
  public static boolean isAddress(String place) {
    return place.toLowerCase(Locale.ROOT).matches("(?s)s3[an]?://.*");
  }

  /**
   * Returns the objects under a prefix, as if it were a folder; no call is made yet.
   *
   * @param address {@code s3://BUCKET/PREFIX}; Hadoop's spelling {@code s3a} is as good
   * @throws IllegalArgumentException if it is none
   */
  public static S3ChunkStore of(String address) {
    return of(address, S3ChunkStore::fromEnvironment);
  }

  static S3ChunkStore of(String address, Supplier<S3Client> connect) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an address in S3 is s3://BUCKET/PREFIX, and not " + Messages.printable(address));
    }
    String path = parts.group(2) == null ? "" : parts.group(2).replaceFirst("/+$", "");
    return new S3ChunkStore(parts.group(1), path.isEmpty() ? "" : path + "/", connect);
  }

  private static S3Client fromEnvironment() {
    S3ClientBuilder builder = S3Client.builder().httpClientBuilder(Apache5HttpClient.builder());
    for (String variable : ENDPOINT_VARIABLES) {
      String endpoint = System.getenv(variable);
      if (endpoint != null && !endpoint.isBlank()) {
        return builder.forcePathStyle(true).build(); // other stores have no name for each bucket
      }
    }
    return builder.crossRegionAccessEnabled(true).build();
  }

  /** Returns the last part of the address: what a folder would be called. */
  public String lastName() {
    String path = bucket + "/" + prefix;
    String trimmed = path.substring(0, path.length() - 1);
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  @Override
  public Map<String, Long> sizes() throws IOException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).delimiter("/").build();
    return calling(
        () -> {
          Map<String, Long> sizes = new HashMap<>();
          for (S3Object object : client().listObjectsV2Paginator(request).contents()) {
            sizes.put(object.key().substring(prefix.length()), object.size());
          }
          return sizes;
        });
  }

  @Override
  public OptionalLong size(String name) throws IOException {
    HeadObjectRequest request =
        HeadObjectRequest.builder().bucket(bucket).key(prefix + name).build();
    return calling(
        () -> {
          try {
            return OptionalLong.of(client().headObject(request).contentLength());
          } catch (NoSuchKeyException e) {
            return OptionalLong.empty();
          }
        });
  }

  @Override
  public InputStream open(String name, long offset) throws IOException {
    return new Resumed(name, offset);
  }

  private S3Client client() {
    S3Client connected = client;
    if (connected == null) {
      connected = connect.get();
      client = connected;
    }
    return connected;
  }

  private <T> T calling(Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (NoSuchKeyException e) {
      throw (IOException) new FileNotFoundException(this + " has no such object").initCause(e);
    } catch (SdkException e) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE, "Cannot read " + this + ": " + reason(e), e);
    }
  }

  private static IOException interrupted(AbortedException e) {
    Thread.currentThread().interrupt();
    return (IOException) new InterruptedIOException("interrupted").initCause(e);
  }

  private static String reason(SdkException e) {
    return e instanceof S3Exception refused && refused.awsErrorDetails() != null
        ? Messages.printable(
            refused.awsErrorDetails().errorCode() + ", " + refused.awsErrorDetails().errorMessage())
        : Messages.printable(String.valueOf(e.getMessage()));
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }

  /** An object's bytes; a connection that breaks is made anew, as long as bytes come in between. */
  private final class Resumed extends InputStream {
    private static final int MOST_FAILURES = 5;

    private final String name;
    private long position;
    private int failures;
    private @Nullable ResponseInputStream<GetObjectResponse> in;

    Resumed(String name, long offset) throws IOException {
      this.name = name;
      this.position = offset;
      this.in = get();
    }

    private ResponseInputStream<GetObjectResponse> get() throws IOException {
      GetObjectRequest.Builder request =
          GetObjectRequest.builder().bucket(bucket).key(prefix + name);
      if (position > 0) {
        request.range("bytes=" + position + "-");
      }
      return calling(() -> client().getObject(request.build()));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      while (true) {
        try {
          if (in == null) {
            in = get();
          }
          int count = in.read(buffer, from, length);
          position += Math.max(count, 0);
          failures = count > 0 ? 0 : failures;
          return count;
        } catch (AbortedException e) {
          throw interrupted(e);
        } catch (IOException | SdkException e) {
          drop();
          failures++;
          if (failures > MOST_FAILURES || e instanceof InterruptedIOException) {
            throw e instanceof IOException io ? io : new IOException(e);
          }
        }
      }
    }

    /** Closing would read what is left, which may be much. */
    private void drop() {
      if (in != null) {
        in.abort();
      }
      in = null;
    }

    @Override
    public void close() {
      drop();
    }
  }
}
