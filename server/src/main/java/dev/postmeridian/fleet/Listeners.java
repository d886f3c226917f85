package dev.postmeridian.fleet;

import java.net.InetSocketAddress;

/** Where a node listens, unresolved. */
record Listeners(
    InetSocketAddress smtp,
    InetSocketAddress lmtp,
    InetSocketAddress http,
    InetSocketAddress link) {}
