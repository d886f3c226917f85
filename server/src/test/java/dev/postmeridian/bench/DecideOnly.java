package dev.postmeridian.bench;

import dev.postmeridian.classifier.CountryLanguages;
import dev.postmeridian.classifier.Starter;
import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.Triage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * CPU time of one thread that reads and decides mails of a folder, by kind of model. Usage: {@code
 * DecideOnly FOLDER}.
 */
final class DecideOnly {
  private static final int LEAST = 2_500;
  private static final int MOST = 8_000;
  private static final int MAILS = 1_000;
  private static final int ROUNDS = 15;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private DecideOnly() {}

  public static void main(String[] args) throws IOException {
    List<byte[]> mails = mails(Path.of(args[0]));
    double mean = mails.stream().mapToInt(mail -> mail.length).average().orElse(0);
    System.out.printf("%d mails of %.0f bytes on average%n", mails.size(), mean);
    Deployment sample =
        ((CheckedFile.Usable) DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")))
            .deployment();
    var countries = sample.regions().stream().flatMap(r -> r.dataResidency().stream()).toList();
    for (ModelTier tier : List.of(ModelTier.LATENCY_OPTIMIZED, ModelTier.GDPR_COMPLIANT)) {
      Triage triage = Starter.load().triage(sample.queues(), tier, CountryLanguages.of(countries));
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.min(best, microseconds(triage, mails));
      }
      System.out.printf(
          "%s: %.0f microseconds of CPU a mail, %.0f mails a second and core%n",
          tier.word(), best, 1e6 / best);
    }
  }

  private static List<byte[]> mails(Path folder) throws IOException {
    var mails = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        long size = Files.size(file);
        if (size > LEAST && size < MOST) {
          mails.add(Files.readAllBytes(file));
        }
      }
    }
    Collections.shuffle(mails, new Random(1));
    return mails.subList(0, Math.min(MAILS, mails.size()));
  }

  private static double microseconds(Triage triage, List<byte[]> mails) {
    long before = THREAD.getCurrentThreadCpuTime();
    for (byte[] mail : mails) {
      triage.assess(
          new Triage.Request(
              mail, MailAddress.parse("a@acme.example"), MaybeSender.NULL, Instant.EPOCH));
    }
    return (THREAD.getCurrentThreadCpuTime() - before) / 1e3 / mails.size();
  }
}
