package dev.postmeridian.config;

import dev.postmeridian.cli.ResidencyCounts;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.ResidencyPlan;
import dev.postmeridian.residency.ResidencyPlan.Kind;
import dev.postmeridian.residency.ResidencyPlan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A plan's steps put together as people read them: one for all countries that share it. */
final class PlannedMoves {
  private PlannedMoves() {}

  /**
   * Steps that are alike but for whose mail they are about.
   *
   * @param mailboxes whose country changes; empty means all mail of the countries
   * @param messages how many it is about, where the regions were asked
   */
  record Move(
      Kind kind,
      RegionName region,
      List<String> countries,
      List<String> mailboxes,
      List<String> sources,
      OptionalLong messages) {
    Move with(ResidencyCounts counts) {
      return new Move(kind, region, countries, mailboxes, sources, counted(counts));
    }

    /** A copy is as large as what the fullest source has. */
    private OptionalLong counted(ResidencyCounts counts) {
      return switch (kind) {
        case COPY, COPY_SEALED ->
            sources.stream()
                .map(source -> clear(counts, source))
                .flatMapToLong(OptionalLong::stream)
                .max();
        case STRAND, DELETE -> clear(counts, region.value());
        case DELETE_SEALED ->
            mailboxes.isEmpty()
                ? counts.in(region.value(), "sealed", countries)
                : OptionalLong.empty();
      };
    }

    private OptionalLong clear(ResidencyCounts counts, String where) {
      return mailboxes.isEmpty()
          ? counts.in(where, "clear", countries)
          : counts.in(where, "mailboxes", mailboxes);
    }

    String sentence() {
      String number =
          messages.isEmpty()
              ? ""
              : messages.getAsLong() == 1
                  ? " 1 message."
                  : " " + messages.getAsLong() + " messages.";
      return step() + number;
    }

    private String step() {
      String what =
          mailboxes.isEmpty()
              ? "mail of " + String.join(", ", countries)
              : "mail of "
                  + String.join(", ", mailboxes)
                  + " ("
                  + String.join(", ", countries)
                  + " before)";
      return switch (kind) {
        case COPY -> "Copy " + what + " to " + region + from() + ".";
        case COPY_SEALED -> "Copy " + what + " sealed to " + region + from() + ".";
        case STRAND ->
            "No region may have "
                + what
                + " any more, and "
                + region
                + " has it: let a region list it, or delete it there.";
        case DELETE -> "Delete " + what + " in " + region + ", once every copy above is complete.";
        case DELETE_SEALED -> "Delete sealed copies of " + what + " in " + region + ".";
      };
    }

    private String from() {
      return sources.isEmpty()
          ? ", though no region has any"
          : ", from " + String.join(" or ", sources);
    }
  }

  private record Like(Kind kind, RegionName region, Set<RegionName> sources, boolean whole) {
    static Like of(Step step) {
      return new Like(step.kind(), step.region(), step.sources(), step.mailbox().isEmpty());
    }
  }

  /** In the plan's order. */
  static List<Move> of(ResidencyPlan plan) {
    Map<Like, List<Step>> alike =
        plan.steps().stream()
            .collect(Collectors.groupingBy(Like::of, LinkedHashMap::new, Collectors.toList()));
    var moves = new ArrayList<Move>();
    alike.forEach((like, steps) -> {
      var countries = new TreeSet<Country>();
      steps.forEach(step -> countries.add(step.country()));
      moves.add(
          new Move(
              like.kind(),
              like.region(),
              countries.stream().map(Country::code).toList(),
              steps.stream().flatMap(step -> step.mailbox().stream()).toList(),
              like.sources().stream().map(RegionName::value).toList(),
              OptionalLong.empty()));
    });
    return moves;
  }
}
