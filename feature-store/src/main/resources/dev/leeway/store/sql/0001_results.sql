-- Times are milliseconds since 1970. BYTEA and DOUBLE PRECISION are PostgreSQL's names, which SQLite takes as well.

-- Every revision of every verdict. The wide column comes last, so that a look at the others does not read it.
CREATE TABLE verdicts (
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  segment TEXT NOT NULL,
  kind TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  window_end BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  reference_id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (model, version, segment, kind, window_start, window_end, revision)
);

CREATE INDEX verdicts_by_time
  ON verdicts (model, window_start, window_end, version, segment, kind, revision);

CREATE INDEX verdicts_by_id ON verdicts (id, revision);

CREATE VIEW newest_verdicts AS
SELECT v.* FROM verdicts v
WHERE NOT EXISTS (
  SELECT 1 FROM verdicts n
  WHERE n.model = v.model AND n.version = v.version AND n.segment = v.segment AND n.kind = v.kind
    AND n.window_start = v.window_start AND n.window_end = v.window_end
    AND n.revision > v.revision
);

-- What verdicts there are, so that an overview need not read them all.
CREATE TABLE series (
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  segment TEXT NOT NULL,
  kind TEXT NOT NULL,
  length_millis BIGINT NOT NULL,
  first_start BIGINT NOT NULL,
  last_start BIGINT NOT NULL,
  PRIMARY KEY (model, version, segment, kind, length_millis)
);

-- The columns of the newest revisions, for charts of one column. The measures are JSON, by key.
CREATE TABLE column_results (
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  segment TEXT NOT NULL,
  kind TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  window_end BIGINT NOT NULL,
  column_name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  column_kind TEXT NOT NULL,
  state TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  why TEXT NOT NULL,
  measures TEXT NOT NULL,
  PRIMARY KEY (model, version, segment, kind, window_start, window_end, column_name)
);

CREATE INDEX column_results_by_column
  ON column_results (model, column_name, window_start, window_end, version, segment, kind);

-- The newest revision of each window's profile.
CREATE TABLE profiles (
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  segment TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  window_end BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  reference_id TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  profile BYTEA NOT NULL,
  PRIMARY KEY (model, version, segment, window_start, window_end)
);

-- How far each partition has been applied; changes only together with the rows it brought.
CREATE TABLE offsets (
  topic TEXT NOT NULL,
  partition_id INTEGER NOT NULL,
  next_offset BIGINT NOT NULL,
  fingerprint BIGINT NOT NULL,
  PRIMARY KEY (topic, partition_id)
);
