package io.github.jsonlpreflight.sandbox;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs upload URLs for S3, the content type among what is signed.
 *
 * <p>This is what S3Presigner of the SDK does inside; it has no way to choose the time of the
 * signature, which a URL that is over already needs.
 */
final class UploadUrlSigner {
  private static final String REGION = "us-east-1";

  private final URI endpoint;
  private final String bucket;
  private final AwsCredentialsIdentity credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  UploadUrlSigner(URI endpoint, String bucket, String accessKeyId, String secretAccessKey) {
    this.endpoint = endpoint;
    this.bucket = bucket;
    this.credentials = AwsCredentialsIdentity.create(accessKeyId, secretAccessKey);
  }

  URI sign(String key, String contentType, Instant signedAt, Duration validity) {
    SdkHttpRequest put =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(endpoint)
            .encodedPath("/" + bucket + "/" + Paths.encode(key))
            .putHeader("Content-Type", contentType)
            .build();
    return signer
        .sign(
            request ->
                request
                    .identity(credentials)
                    .request(put)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
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
}
