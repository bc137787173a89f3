-- Wishes for time that is taken, served in the order in which they were made.

CREATE TABLE wish (
  id TEXT PRIMARY KEY,
  firm_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  resource_id TEXT NOT NULL REFERENCES resource (id),
  part TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- The offer that was made to it last.
  booking_id TEXT,
  CONSTRAINT wish_part CHECK (part IN ('morning', 'afternoon', 'evening', 'day', 'exact')),
  -- No window is longer, so that a look for those that touch a time goes back no further.
  CONSTRAINT wish_window CHECK (ends_at > starts_at AND ends_at - starts_at <= 2678400),
  CONSTRAINT wish_minutes CHECK (minutes > 0 AND minutes * 60 <= ends_at - starts_at),
  CONSTRAINT wish_state CHECK (state IN ('waiting', 'offered', 'taken', 'lapsed', 'withdrawn')),
  CONSTRAINT wish_ended CHECK ((ended_at IS NULL) = (state IN ('waiting', 'offered'))),
  CONSTRAINT wish_offer CHECK (booking_id IS NOT NULL OR state NOT IN ('offered', 'taken')),
  FOREIGN KEY (firm_id, project_id) REFERENCES project (firm_id, id),
  FOREIGN KEY (firm_id, booking_id) REFERENCES booking (firm_id, id)
) STRICT;
CREATE INDEX wish_waiting ON wish (resource_id, starts_at) WHERE state = 'waiting';
CREATE INDEX wish_order ON wish (resource_id, created_at, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX wish_once ON wish (person_id, resource_id, starts_at, ends_at) WHERE state IN ('waiting', 'offered');
CREATE UNIQUE INDEX wish_booking ON wish (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX wish_ended ON wish (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX wish_person ON wish (person_id);

-- Ten wishes of a person live at a time, and two hundred wait for a resource.
CREATE TRIGGER wish_few BEFORE INSERT ON wish
WHEN (SELECT count(*) FROM wish WHERE person_id = NEW.person_id AND state IN ('waiting', 'offered')) >= 10
  OR (SELECT count(*) FROM wish WHERE resource_id = NEW.resource_id AND state = 'waiting') >= 200
BEGIN SELECT RAISE(ABORT, 'WISHES_SPENT'); END;

-- Whose turn it is at a resource. The turn counts what was freed there and what was offered: an offer is written only
-- on the turn that it was judged on. Null to look at when nobody waits.
CREATE TABLE wish_queue (
  resource_id TEXT PRIMARY KEY REFERENCES resource (id),
  turn INTEGER NOT NULL,
  look_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX wish_queue_due ON wish_queue (look_at) WHERE look_at IS NOT NULL;

CREATE TRIGGER wish_waits_insert AFTER INSERT ON wish WHEN NEW.state = 'waiting'
BEGIN
  INSERT INTO wish_queue (resource_id, turn, look_at) VALUES (NEW.resource_id, 1, 0)
    ON CONFLICT (resource_id) DO UPDATE SET turn = turn + 1, look_at = 0;
END;
CREATE TRIGGER wish_waits_update AFTER UPDATE OF state ON wish WHEN NEW.state = 'waiting' AND OLD.state <> 'waiting'
BEGIN
  UPDATE wish_queue SET turn = turn + 1, look_at = 0 WHERE resource_id = NEW.resource_id;
END;

-- Whatever frees time, whoever waits for it is looked at next. A day on either side: buffers reach beyond a window.
CREATE TRIGGER allocation_frees_delete AFTER DELETE ON allocation
BEGIN
  UPDATE wish_queue SET turn = turn + 1, look_at = 0
  WHERE resource_id = (SELECT resource_id FROM unit WHERE id = OLD.unit_id) AND look_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM wish w WHERE w.resource_id = wish_queue.resource_id AND w.state = 'waiting'
      AND w.starts_at < OLD.ends_at + 86400 AND w.starts_at > OLD.starts_at - 2764800 AND w.ends_at > OLD.starts_at - 86400);
END;
CREATE TRIGGER allocation_frees_update AFTER UPDATE OF unit_id, starts_at, ends_at ON allocation
WHEN NEW.unit_id <> OLD.unit_id OR NEW.starts_at > OLD.starts_at OR NEW.ends_at < OLD.ends_at
BEGIN
  UPDATE wish_queue SET turn = turn + 1, look_at = 0
  WHERE resource_id = (SELECT resource_id FROM unit WHERE id = OLD.unit_id) AND look_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM wish w WHERE w.resource_id = wish_queue.resource_id AND w.state = 'waiting'
      AND w.starts_at < OLD.ends_at + 86400 AND w.starts_at > OLD.starts_at - 2764800 AND w.ends_at > OLD.starts_at - 86400);
END;
-- So do longer hours, another unit, a rule that was loosened.
CREATE TRIGGER resource_frees AFTER UPDATE OF rules_version ON resource
BEGIN
  UPDATE wish_queue SET turn = turn + 1, look_at = 0 WHERE resource_id = NEW.id AND look_at IS NOT NULL;
END;
