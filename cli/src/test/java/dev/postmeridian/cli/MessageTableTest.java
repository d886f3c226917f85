package dev.postmeridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MessageTableTest {
  @Test
  void aNameThatLooksLikeAnAddressIsShownWhole() {
    var message =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", "0123456789abcdef")
            .put("received_at", "2026-11-22T10:00:00Z")
            .put("from", "\"<script>\" <x@x.example>");
    assertThat(MessageTable.of(List.of(message)).toString())
        .contains("<script>")
        .doesNotContain("x@x.example");
  }
}
