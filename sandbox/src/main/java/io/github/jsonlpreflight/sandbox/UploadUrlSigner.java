package io.github.jsonlpreflight.sandbox;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs upload URLs for S3, the content type among what is signed. */
final class UploadUrlSigner implements AutoCloseable {
  private static final Region REGION = Region.US_EAST_1;

  private final URI endpoint;
  private final String bucket;
  private final AwsBasicCredentials credentials;
  private final S3Presigner presigner;

  UploadUrlSigner(URI endpoint, String bucket, String accessKeyId, String secretAccessKey) {
    this.endpoint = endpoint;
    this.bucket = bucket;
    this.credentials = AwsBasicCredentials.create(accessKeyId, secretAccessKey);
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
  }

  /** Signs a URL that is good from now on. */
  URI sign(String key, String contentType, Duration validity) {
    return URI.create(
        presigner
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(validity)
                        .putObjectRequest(
                            put -> put.bucket(bucket).key(key).contentType(contentType)))
            .url()
            .toString());
  }

  /**
   * Signs a URL that was good from some other time on. The presigner always signs for now, so here
   * the signer inside it is set up as it does that itself.
   */
  URI sign(String key, String contentType, Duration validity, Instant signedAt) {
    SdkHttpRequest put =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(endpoint)
            .encodedPath("/" + bucket + "/" + Paths.encode(key))
            .putHeader("Content-Type", contentType)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            request ->
                request
                    .identity(credentials)
                    .request(put)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION.id())
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity)
                    .putProperty(
                        AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC))
                    // S3 is the one service whose paths are signed as they are sent, and whose
                    // payload need not be signed.
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
        .request()
        .getUri();
  }

  @Override
  public void close() {
    presigner.close();
  }
}
