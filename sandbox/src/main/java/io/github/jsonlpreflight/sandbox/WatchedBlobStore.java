package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells of stored objects, and shows the faults of PUTs. S3Proxy has checked their signatures. */
final class WatchedBlobStore extends ForwardingBlobStore {
  private final String bucket;
  private final SandboxFaults faults;
  private volatile @Nullable S3Front front;

  WatchedBlobStore(BlobStore blobs, String bucket, SandboxFaults faults) {
    super(blobs);
    this.bucket = bucket;
    this.faults = faults;
  }

  /** Names what stands in front, which is started last. */
  void standBehind(S3Front front) {
    this.front = front;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    S3Front wire = Objects.requireNonNull(front, "front");
    String path = "/" + bucket + "/" + request.key();
    wire.admit(path);
    PutFault fault = faults.takePutFault();
    if (fault instanceof PutFault.Refused refused) {
      drain(body);
      throw s3Error(refused.status(), refused.code());
    }
    if (fault instanceof PutFault.Cut) {
      wire.cut(path);
      throw s3Error(500, "InternalError");
    }
    PutObjectResponse response = super.putBlob(request, body);
    faults.objectStored(request.key());
    if (fault instanceof PutFault.ReplyLost) {
      wire.cut(path);
    }
    return response;
  }

  /** A refusal before the end of the body would reach many clients as a broken connection only. */
  private static void drain(InputStream body) {
    try {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static S3Exception s3Error(int status, String code) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage(code).build();
    return (S3Exception)
        S3Exception.builder().statusCode(status).message(code).awsErrorDetails(details).build();
  }
}
