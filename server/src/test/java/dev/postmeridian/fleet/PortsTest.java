package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {
  @Test
  void noPortIsGivenTwiceWhileNodesStart() {
    var ports = new Ports.Free();
    var others = new Ports.Free();
    try {
      var seen = new HashSet<InetSocketAddress>();
      for (int place = 0; place < 50; place++) {
        assertThat(all(ports.at(place))).allMatch(seen::add);
        assertThat(all(others.at(place))).allMatch(seen::add);
      }
    } finally {
      ports.close();
      others.close();
    }
  }

  @Test
  void aPortThatNobodyHasButCannotBeListenedOnHasARemedyOfItsOwn() {
    var ports = new FreePorts();
    var region = new RegionEntry("one", "token", List.of());
    ports.wanted(
        region,
        NodeEntry.planned(
            1, "192.0.2.1:2525", "192.0.2.1:2424", "192.0.2.1:8425", "192.0.2.1:9425"));
    assertThatThrownBy(ports::check)
        .hasMessageContaining("one: SMTP 192.0.2.1:2525 cannot be listened on")
        .hasMessageContaining("Name an address of this machine. Or choose other ports")
        .hasMessageNotContaining("Stop what listens there");
    assertThat(PortOwner.refusal(25, "Permission denied").remedy()).contains("need root");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNodeListensWhereAPortIsKeptForItAndNobodyElseFindsItFree() throws Exception {
    var ports = new Ports.Free();
    try {
      var kept = ports.at(0);
      assertThatThrownBy(() -> bound(kept.smtp(), false)).hasMessageContaining("in use");
      assertThat(PortOwner.refusal(kept.smtp())).isEmpty();
      try (var node = bound(kept.smtp(), true);
          var channel = ServerSocketChannel.open()) {
        assertThat(node.isBound()).isTrue();
        channel.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), kept.http().getPort()));
        ports.close();
        assertThat(PortOwner.refusal(kept.smtp())).isPresent();
      }
    } finally {
      ports.close();
    }
  }

  @Test
  void aBasePortHasRoomAboveIt() {
    assertThat(Ports.parse("65136").at(99).link().getPort()).isEqualTo(65_535);
    assertThat(Ports.parse("standard")).isEqualTo(new Ports.Standard());
    for (String wrong : new String[] {"0", "65237", "x", ""}) {
      assertThatThrownBy(() -> Ports.parse(wrong)).isInstanceOf(CommandFailure.class);
    }
  }

  private static Stream<InetSocketAddress> all(Listeners listeners) {
    return Stream.of(listeners.smtp(), listeners.lmtp(), listeners.http(), listeners.link());
  }

  private static ServerSocket bound(InetSocketAddress where, boolean reuse) throws Exception {
    var socket = new ServerSocket();
    socket.setReuseAddress(reuse);
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where.getPort()));
      return socket;
    } catch (java.io.IOException e) {
      socket.close();
      throw e;
    }
  }
}
