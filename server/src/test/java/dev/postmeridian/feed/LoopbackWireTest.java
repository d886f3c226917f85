package dev.postmeridian.feed;

class LoopbackWireTest extends FeedTransportContract {
  @Override
  protected FeedTransport transport() {
    var wire = new LoopbackWire();
    wire.serve(HERE, endpoint);
    return wire.from(PEER);
  }
}
