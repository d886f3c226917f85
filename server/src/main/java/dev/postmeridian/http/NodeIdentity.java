package dev.postmeridian.http;

import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;

/** Which node answers, of which build. */
public record NodeIdentity(RegionName region, ModelTier tier, String version, String commit) {}
