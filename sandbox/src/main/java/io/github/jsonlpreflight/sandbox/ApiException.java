package io.github.jsonlpreflight.sandbox;

/** A call that is answered with an error. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String title;
  final String detail;

  ApiException(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  static ApiException badRequest(String detail) {
    return new ApiException(400, "Bad Request", detail);
  }

  static ApiException notFound(String detail) {
    return new ApiException(404, "Not Found", detail);
  }
}
