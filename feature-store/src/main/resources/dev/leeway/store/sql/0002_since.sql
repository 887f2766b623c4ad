-- Where in event time a column's drift began; null where there is none, and of verdicts kept by earlier releases.
ALTER TABLE column_results ADD COLUMN since BIGINT;
