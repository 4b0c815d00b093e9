package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Properties;
import java.util.UUID;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * The S3 side: S3Proxy, which checks upload URLs, on a store in memory behind an {@link S3Front}.
 */
final class ObjectStore implements AutoCloseable {
  private static final String BUCKET = "sandbox";
  private static final String LOOPBACK = "http://127.0.0.1:";

  private final BlobStore blobs;
  private final S3Proxy s3Proxy;
  private final S3Front front;
  private final UploadUrlSigner signer;

  private ObjectStore(BlobStore blobs, S3Proxy s3Proxy, S3Front front, String id, String key) {
    this.blobs = blobs;
    this.s3Proxy = s3Proxy;
    this.front = front;
    this.signer = new UploadUrlSigner(URI.create(LOOPBACK + front.port()), BUCKET, id, key);
  }

  static ObjectStore start(SandboxFaults faults) throws IOException {
    String accessKeyId = "sandbox";
    String secretAccessKey = UUID.randomUUID().toString();
    BlobStore blobs = BlobStores.create("transient", new Properties());
    blobs.createContainer(BUCKET);
    var watched = new WatchedBlobStore(blobs, BUCKET, faults);
    S3Proxy s3Proxy =
        S3Proxy.builder()
            .blobStore(watched)
            .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
            .endpoint(URI.create(LOOPBACK + 0))
            .stopTimeout(0)
            .build();
    startServer(s3Proxy);
    S3Front front;
    try {
      front = S3Front.start(s3Proxy.getPort());
    } catch (IOException e) {
      stopServer(s3Proxy);
      throw e;
    }
    watched.standBehind(front);
    return new ObjectStore(blobs, s3Proxy, front, accessKeyId, secretAccessKey);
  }

  UploadUrlSigner signer() {
    return signer;
  }

  InputStream open(String key) {
    return blobs.getBlob(BUCKET, key);
  }

  void delete(String key) {
    blobs.removeBlob(BUCKET, key);
  }

  @Override
  public void close() {
    front.close();
    stopServer(s3Proxy);
    blobs.close();
  }

  private static void startServer(S3Proxy server) throws IOException {
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("S3Proxy does not start", e);
    }
  }

  private static void stopServer(S3Proxy server) {
    try {
      server.stop();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not stop", e);
    }
  }
}
