-- Asking for what one may not use yet, and choosing what one is told.

-- A wish to be trained for resources of a facility, or to be let in to a restricted one; its lab managers decide.
CREATE TABLE access_request (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  -- For which the person would book.
  firm_id TEXT NOT NULL REFERENCES firm (id),
  facility_id TEXT NOT NULL REFERENCES facility (id),
  resource_id TEXT NOT NULL REFERENCES resource (id),
  kind TEXT NOT NULL,
  qualification_id TEXT REFERENCES qualification_kind (id),
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT REFERENCES person (id),
  decision TEXT,
  -- Of a training that was granted.
  granted_until INTEGER,
  -- Why it was declined.
  reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT access_request_kind CHECK (CASE kind WHEN 'training' THEN qualification_id IS NOT NULL
    WHEN 'access' THEN qualification_id IS NULL ELSE 0 END),
  CONSTRAINT access_request_decision CHECK ((decided_at IS NULL) = (decision IS NULL)
    AND decision IN ('granted', 'declined', 'withdrawn')),
  CONSTRAINT access_request_until CHECK (granted_until IS NULL OR kind = 'training' AND decision = 'granted')
) STRICT;
CREATE UNIQUE INDEX access_request_once ON access_request (person_id, facility_id, ifnull(qualification_id, resource_id))
  WHERE decided_at IS NULL;
CREATE INDEX access_request_person ON access_request (person_id, created_at);
CREATE INDEX access_request_open ON access_request (facility_id, created_at) WHERE decided_at IS NULL;

CREATE INDEX resource_qualification ON resource (qualification_id, facility_id) WHERE qualification_id IS NOT NULL;
CREATE INDEX resource_restricted ON resource (facility_id, id) WHERE restricted = 1;

-- Kinds of letters that the person does not want, as a JSON array.
ALTER TABLE person ADD COLUMN muted TEXT NOT NULL DEFAULT '[]';
