package dev.leeway.app.registry;

import dev.leeway.registry.RegistryException;

/** An answer other than yes, with Confluent's code, which clients go by. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private Refusal(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static Refusal subjectNotFound(String subject) {
    return new Refusal(404, 40401, "Subject '" + subject + "' not found.");
  }

  static Refusal versionNotFound(String version) {
    return new Refusal(404, 40402, "Version " + version + " not found.");
  }

  static Refusal schemaNotFound(String which) {
    return new Refusal(404, 40403, "Schema " + which + "not found");
  }

  static Refusal noLevelOfItsOwn(String subject) {
    return new Refusal(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static Refusal invalidSchema(String why) {
    return new Refusal(422, 42201, "Invalid schema: " + why);
  }

  static Refusal invalidVersion(String version) {
    return new Refusal(
        422,
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between"
                .formatted(version)
            + " [1, 2^31-1] and the string \"latest\"");
  }

  static Refusal invalidLevel() {
    return new Refusal(
        422,
        42203,
        "Invalid compatibility level. Valid values are none, backward, forward, full,"
            + " backward_transitive, forward_transitive, and full_transitive");
  }

  /** One that has no code of its own beside the HTTP status. */
  static Refusal plain(int status, String message) {
    return new Refusal(status, status, message);
  }

  static Refusal of(RegistryException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case INCOMPATIBLE -> plain(409, message);
      case INVALID -> invalidSchema(message);
      case UNKNOWN_ID -> new Refusal(404, 40403, message);
      case UNAVAILABLE -> new Refusal(500, 50001, "Error in the backend data store: " + message);
    };
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }
}
