-- The measures of performance of the newest revisions, for charts of one measure. What was realised and what was
-- estimated are JSON each; null where the verdict does not say.
CREATE TABLE performance_results (
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  segment TEXT NOT NULL,
  kind TEXT NOT NULL,
  window_start BIGINT NOT NULL,
  window_end BIGINT NOT NULL,
  measure TEXT NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL,
  predicted BIGINT NOT NULL,
  labelled BIGINT NOT NULL,
  last_revision INTEGER NOT NULL,
  realised TEXT,
  estimated TEXT,
  PRIMARY KEY (model, version, segment, kind, window_start, window_end, measure)
);

CREATE INDEX performance_results_by_measure
  ON performance_results (model, measure, window_start, window_end, version, segment, kind);
