package dev.postmeridian.classifier;

import dev.postmeridian.mail.MailContent;

/**
 * One labelled example of training data.
 *
 * @param label as the data has it
 */
record Example(String label, MailContent content) {
  /** Subject and text together. */
  String text() {
    String subject = content.mail().subject();
    return subject.isEmpty() ? content.mail().text() : subject + "\n" + content.mail().text();
  }
}
