package dev.postmeridian.classifier;

/** A model's files are missing, damaged or of another format; says which and what to do. */
public final class ModelFileException extends RuntimeException {
  ModelFileException(String message) {
    super(message);
  }

  ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
