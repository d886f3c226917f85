package dev.postmeridian.http;

import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.intake.IntakeLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A region's HTTP server that takes mail in, on a log in memory. */
public final class IntakeServer implements AutoCloseable {
  public static final String TOKEN = "a-token-for-tests-only";

  public final IntakeFixture fixture = new IntakeFixture();
  private final RegionHttpServer server;

  public IntakeServer(IntakeLimits limits) {
    var intake = fixture.intake(limits);
    var explain =
        new RouteExplainService(
            IntakeFixture.HERE,
            IntakeFixture.residency(),
            IntakeFixture.router(),
            intake::recipient);
    server =
        new RegionHttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(new MessageIntakeService(intake), explain))
            .start();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
