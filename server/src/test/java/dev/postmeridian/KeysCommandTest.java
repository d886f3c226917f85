package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.KeysService;
import dev.postmeridian.http.NodeIdentity;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.StatusService;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.EscrowWatch;
import dev.postmeridian.sealing.KeyId;
import dev.postmeridian.store.SealingStore;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The commands that look after a region's sealing keys, and what status says of them. */
class KeysCommandTest extends TwoRegions {
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final JsonMapper JSON = new JsonMapper();
  private final TestRegion living = TestRegion.open();
  private Path passphrase;

  @BeforeEach
  void keysOfTwo() throws IOException {
    passphrase = Files.writeString(data.resolve("words"), "correct horse battery staple\n");
    useRegion(living);
  }

  @AfterEach
  void close() {
    living.close();
  }

  @Test
  void keysAreExportedImportedAndRotated() throws Exception {
    assertThat(run("status").out()).contains("eu-west-1: no key is escrowed");
    assertThat(run("status", "--json").out()).contains("\"warnings\":[\"no key is escrowed");
    KeyId key = current(living);
    Path file = data.resolve("eu.keys");
    Run export = export(file);
    assertThat(export.code()).as(export.err()).isZero();
    assertThat(JSON.readTree(export.out()).get("keys").get(0).asString()).isEqualTo(key.hex());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("status").out()).doesNotContain("escrowed");
    Run again = export(file);
    assertThat(again.code()).isEqualTo(73);
    assertThat(again.err()).contains("is there already");

    Run rotate = run("keys", "rotate");
    assertThat(rotate.out()).contains("keys export", "--region eu-west-1", "--data " + data);
    Run list = run("keys", "list");
    assertThat(list.out()).contains("takes over once exported", "current", key.hex());
    assertThat(current(living)).isEqualTo(key);

    try (var reborn = TestRegion.open()) {
      useRegion(reborn);
      KeyId fresh = current(reborn);
      Path wrong = Files.writeString(data.resolve("wrong"), "correct horse battery stable\n");
      Run refused = run("keys", "import", "--from", "" + file, "--passphrase-file", "" + wrong);
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("the passphrase is another", "nothing was imported");
      assertThat(current(reborn)).isEqualTo(fresh);
      Run taken = importing(file);
      assertThat(taken.code()).as(taken.err()).isZero();
      assertThat(taken.out()).contains("1 of 1 keys were new");
      assertThat(reborn.store().sealing().regionKeys().pair(key)).isPresent();
      assertThat(run("status").out()).doesNotContain("escrowed");
    }
  }

  @Test
  void aFileOfAnotherRegionIsRefused() throws Exception {
    Path file = data.resolve("us.keys");
    assertThat(export(file).code()).isZero();
    Files.writeString(file, Files.readString(file).replace("\"eu-west-1\"", "\"us-east-1\""));
    Run refused = run("keys", "import", "--from", "" + file, "--passphrase-file", "" + passphrase);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("holds the keys of us-east-1", "Nothing was imported");
  }

  @Test
  void whatIsNoFileOfKeysOrAsksForAllMemoryIsRefused() throws Exception {
    Path file = data.resolve("odd.keys");
    Files.writeString(file, "{\"format\":\"postmeridian-keys 2\"}");
    assertThat(importing(file).err()).contains("no file of keys that this version knows");
    Files.delete(file);
    assertThat(export(file).code()).isZero();
    Files.writeString(
        file,
        Files.readString(file).replaceAll("\"memory_kib\" : \\d+", "\"memory_kib\" : 99999999"));
    assertThat(importing(file).err()).contains("no file of keys that this version knows");
    assertThat(importing(data.resolve("none.keys")).err()).contains("cannot be read");
  }

  @Test
  void aShortPassphraseAndOneNobodyGivesAreRefused() throws Exception {
    Path file = data.resolve("short.keys");
    Path words = Files.writeString(data.resolve("short"), "short\n");
    Run refused = run("keys", "export", "--to", "" + file, "--passphrase-file", "" + words);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("shorter than 12");
    assertThat(run("keys", "export", "--to", "" + file).err()).contains("--passphrase-file");
    assertThat(file).doesNotExist();
  }

  private Run export(Path file) {
    return run("keys", "export", "--json", "--to", "" + file, "--passphrase-file", "" + passphrase);
  }

  private Run importing(Path file) {
    return run("keys", "import", "--from", "" + file, "--passphrase-file", "" + passphrase);
  }

  private static KeyId current(TestRegion region) {
    return region.store().sealing().regionKeys().current().key().id();
  }

  private void useRegion(TestRegion region) throws IOException {
    SealingStore sealing = region.store().sealing();
    var watch = new EscrowWatch(EU, true, sealing.regionKeys());
    var server =
        new RegionHttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(
                    new KeysService(EU, sealing.regionKeys(), sealing.idKeys()),
                    status("eu-west-1", home, () -> watch.warning().stream().toList())))
            .start();
    servers.add(server);
    new FleetFile(
            "/none.yaml",
            "0",
            List.of(),
            List.of(region("eu-west-1", data.resolve("token"), server.port())))
        .write(data);
  }

  private static StatusService status(
      String region, InMemoryDesk desk, Supplier<List<String>> warnings) {
    var node = new NodeIdentity(new RegionName(region), ModelTier.GDPR_COMPLIANT, "1", "c");
    return new StatusService(node, desk, () -> RegionState.READY, warnings);
  }
}
