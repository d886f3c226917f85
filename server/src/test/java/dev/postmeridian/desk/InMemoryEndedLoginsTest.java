package dev.postmeridian.desk;

class InMemoryEndedLoginsTest extends EndedLoginsContract {
  private final EndedLogins all = new InMemoryEndedLogins();

  @Override
  protected EndedLogins here() {
    return all;
  }

  @Override
  protected EndedLogins there() {
    return all;
  }
}
