package dev.postmeridian.link;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.tls.DevelopmentAuthority;
import dev.postmeridian.tls.MutualTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two regions whose links are real, and nothing else of them is. */
final class TwoEnds implements AutoCloseable {
  static final RegionName EU = new RegionName("eu-west-1");
  static final RegionName US = new RegionName("us-east-1");
  static final Country DE = new Country("DE");
  static final List<Region> REGIONS = List.of(region(EU, "DE"), region(US, "US"));
  static final Residency LAW = new Residency(REGIONS, UnlistedCountries.REFUSE);

  private final Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  TwoEnds(Path folder) {
    this.folder = folder;
  }

  private static Region region(RegionName name, String country) {
    return new Region(
        name, Role.PRIMARY, 600, ModelTier.LATENCY_OPTIMIZED, Set.of(new Country(country)));
  }

  /** Files that the fleet's own authority signs, kept in a folder named like the region. */
  MutualTls files(String region) {
    return new DevelopmentAuthority(folder).certify(region, folder.resolve(region));
  }

  LinkServer server(LinkService... services) {
    return server(anywhere(), services);
  }

  LinkServer server(InetSocketAddress at, LinkService... services) {
    return closing(
        new LinkServer(at, files(EU.value()), Set.of(EU, US), List.of(services)).start());
  }

  Link link(int port) {
    return link(port, files(US.value()));
  }

  Link link(int port, MutualTls files) {
    return closing(new Link(Map.of(EU, List.of(at(port))), files));
  }

  static InetSocketAddress anywhere() {
    return at(0);
  }

  static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  <T extends AutoCloseable> T closing(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
