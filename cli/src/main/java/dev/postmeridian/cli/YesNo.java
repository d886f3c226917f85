package dev.postmeridian.cli;

/** What people answer a question that an option asks. */
enum YesNo {
  yes,
  no;

  boolean truth() {
    return this == yes;
  }
}
