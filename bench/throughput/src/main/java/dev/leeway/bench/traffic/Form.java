package dev.leeway.bench.traffic;

/** How predictions lie on their topic; docs/ingestion.md tells the forms apart. */
public enum Form {
  /** A record each, with a field for every column of the reference. */
  TYPED(1),
  /** A record each, with columns in maps. */
  MAP(1),
  /** So many of the typed form in a record. */
  BATCH(64);

  private final int events;

  Form(int events) {
    this.events = events;
  }

  /** Events of one record. */
  public int eventsPerRecord() {
    return events;
  }
}
