package dev.postmeridian.routing;

import dev.postmeridian.region.RegionName;

/**
 * A region that was considered.
 *
 * @param taken whether the mail goes there, in whatever form
 * @param reason why or why not, for people
 */
public record Candidate(RegionName region, boolean taken, String reason) {}
