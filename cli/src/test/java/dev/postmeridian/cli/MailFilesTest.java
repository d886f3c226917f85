package dev.postmeridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {
  @TempDir Path folder;

  @Test
  void anMboxIsCutAtItsFromLinesAndUnquoted() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("box"),
            """
            From a@x.example Mon Jan  1 00:00:00 2026
            Subject: one

            >From here it is quoted
            >>From twice
            not From a mail

            From b@x.example Mon Jan  1 00:00:00 2026
            Subject: two

            last
            """);

    assertThat(read(file))
        .containsExactly(
            "Subject: one\n\nFrom here it is quoted\n>From twice\nnot From a mail\n",
            "Subject: two\n\nlast\n");
  }

  @Test
  void anMboxMayHaveWindowsLinesAndNoLastBlank() throws Exception {
    var file = folder.resolve("box");
    Files.writeString(file, "From a\r\nSubject: one\r\n\r\ntext\r\n\r\nFrom b\r\nSubject: two");

    assertThat(read(file)).containsExactly("Subject: one\r\n\r\ntext\r\n", "Subject: two");
  }

  @Test
  void aFileThatBeginsAsAnMboxIsReadAsOne() throws Exception {
    Files.writeString(folder.resolve("a"), "From a@x.example\nSubject: 1\n\nFrom b\n2");
    Files.writeString(folder.resolve("b"), "From : b@x.example\n\nFrom c\n");
    var mails = new ArrayList<String>();

    MailFiles.folder(folder, into(mails));

    assertThat(mails).containsExactly("Subject: 1\n", "2", "From : b@x.example\n\nFrom c\n");
  }

  @Test
  void aFolderIsReadInTheOrderOfItsNamesWithoutHiddenFiles() throws Exception {
    Files.writeString(folder.resolve("b.EML"), "b");
    Files.writeString(folder.resolve(".hidden"), "x");
    Files.createDirectories(folder.resolve("c"));
    Files.writeString(folder.resolve("c").resolve("1"), "X-First: 1\nSubject: c\n\nc");
    Files.writeString(folder.resolve("c").resolve("notes.yaml"), "regions: {}\nfrom here on\n");
    Files.writeString(folder.resolve("c").resolve("token"), "a-secret\nSubject: none\n");
    Files.writeString(folder.resolve("a.eml"), "a");
    var mails = new ArrayList<String>();

    MailFiles.folder(folder, into(mails));

    assertThat(mails)
        .containsExactly(
            "a", "b", "X-First: 1\nSubject: c\n\nc", "skipped notes.yaml", "skipped token");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestGoesOn() throws Exception {
    Files.createSymbolicLink(folder.resolve("a"), folder.resolve("nowhere"));
    Files.writeString(folder.resolve("b.eml"), "b");
    var mails = new ArrayList<String>();

    MailFiles.folder(folder, into(mails));
    MailFiles.eml(folder, into(mails));
    MailFiles.mbox(folder.resolve("c"), into(mails));

    assertThat(mails)
        .containsExactly(
            "a: it is a link to nothing",
            "b",
            folder.getFileName() + ": it is a folder",
            "c: there is no such file");
  }

  @Test
  void theSenderIsTheReturnPathOrTheOriginatorOfTheHeaderOnly() {
    assertThat(sender("Return-Path: <ada@x.example>\nFrom: B <b@x.example>\n\n"))
        .isEqualTo("ada@x.example");
    assertThat(sender("From: \"B, C\" <b@x.example>\r\n\r\nFrom: no@x.example"))
        .isEqualTo("b@x.example");
    assertThat(sender("Subject: none\n\nFrom: no@x.example\n")).isEmpty();
  }

  @Test
  void whatIsNoAddressIsNoSenderAndTheMailIsSentWithoutOne() {
    for (String none :
        List.of("bob@..example", ".bob@x.example", "b..c@x.example", "bob@-x.example", "b@-")) {
      assertThat(sender("From: Bob <" + none + ">\n\n")).as(none).isEmpty();
    }
    assertThat(sender("Return-Path: <.@x>\nFrom: Bob <bob@x.example>\n\n"))
        .isEqualTo("bob@x.example");
  }

  private static String sender(String mail) {
    return MailFiles.senderOf(mail.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<String> read(Path file) throws Exception {
    var mails = new ArrayList<String>();
    MailFiles.mbox(file, into(mails));
    return mails;
  }

  private static MailFiles.Taker into(List<String> mails) {
    return new MailFiles.Taker() {
      @Override
      public void take(String name, byte[] mail) {
        mails.add(text(mail));
      }

      @Override
      public void skipped(String name) {
        mails.add("skipped " + Path.of(name).getFileName());
      }

      @Override
      public void unreadable(String name, IOException why) {
        mails.add(Path.of(name).getFileName() + ": " + IoCause.inWords(why));
      }
    };
  }

  private static String text(byte[] mail) {
    return new String(mail, StandardCharsets.ISO_8859_1);
  }
}
