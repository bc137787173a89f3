-- Calendars of other houses, whose events are kept as closures of a resource.

CREATE TABLE imported_calendar (
  id TEXT PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  -- The address that it is read from, or what its file is called: the same again is the same calendar.
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  -- Keys of units; null for every unit in service.
  units TEXT,
  -- Counts its readings: what was seen before another one is not applied after it.
  version INTEGER NOT NULL DEFAULT 1,
  -- What the last reading has to tell besides its times.
  report TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  applied_at INTEGER,
  -- When it is fetched next; null for a file.
  fetch_at INTEGER,
  etag TEXT NOT NULL DEFAULT '',
  -- Why it could not be fetched last; empty when it could.
  trouble TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER,
  CONSTRAINT imported_calendar_units CHECK (units IS NULL OR json_array_length(units) > 0),
  CONSTRAINT imported_calendar_fetched CHECK (fetch_at IS NULL OR (ended_at IS NULL AND source LIKE 'https://%'))
) STRICT;
CREATE UNIQUE INDEX imported_calendar_source ON imported_calendar (resource_id, source) WHERE ended_at IS NULL;
CREATE INDEX imported_calendar_due ON imported_calendar (fetch_at) WHERE fetch_at IS NOT NULL;

-- What a calendar said when it was read last: one row for each time of each event.
CREATE TABLE imported_time (
  calendar_id TEXT NOT NULL REFERENCES imported_calendar (id),
  uid TEXT NOT NULL,
  recurrence_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT imported_time_once UNIQUE (calendar_id, uid, recurrence_id),
  CONSTRAINT imported_time_interval CHECK (ends_at > starts_at AND starts_at % 60 = 0 AND ends_at % 60 = 0),
  CONSTRAINT imported_time_kind CHECK (kind IN ('maintenance', 'fault', 'calibration', 'event'))
) STRICT;

-- Which closure stands for which time of which event, and when that was said to be: the closure itself begins no earlier
-- than it was made.
CREATE TABLE imported_closure (
  closure_id TEXT PRIMARY KEY REFERENCES closure (id),
  calendar_id TEXT NOT NULL REFERENCES imported_calendar (id),
  uid TEXT NOT NULL,
  recurrence_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  CONSTRAINT imported_closure_once UNIQUE (calendar_id, uid, recurrence_id)
) STRICT;
CREATE INDEX imported_closure_coming ON imported_closure (calendar_id, ends_at);
