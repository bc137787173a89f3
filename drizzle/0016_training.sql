-- Who may operate what, until when: by date or by disuse; sessions with seats that give it; access with an end.

-- A training lapses after so many months without a completed use of a resource that asks for it; null: by date only.
ALTER TABLE qualification_kind ADD COLUMN lapse_months INTEGER
  CONSTRAINT qualification_kind_lapse CHECK (lapse_months BETWEEN 1 AND 60);
-- So many days before it ends, its person is written to; 0: never.
ALTER TABLE qualification_kind ADD COLUMN remind_days INTEGER NOT NULL DEFAULT 30
  CONSTRAINT qualification_kind_remind CHECK (remind_days BETWEEN 0 AND 365);

-- From when disuse is counted where there was no use since: the last time that somebody granted or extended it.
ALTER TABLE qualification ADD COLUMN counted_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE qualification ADD COLUMN used_at INTEGER;
ALTER TABLE qualification ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE qualification ADD COLUMN withdrawn_reason TEXT NOT NULL DEFAULT '';
-- The end of which its person was reminded: another end is another reminder.
ALTER TABLE qualification ADD COLUMN reminded_of INTEGER;
CREATE INDEX qualification_kind_person ON qualification (kind_id, valid_until, person_id);

UPDATE qualification SET counted_from = valid_from, used_at = (SELECT max(ifnull(b.checked_out_at, b.ends_at))
  FROM booking b JOIN resource r ON r.id = b.resource_id AND r.qualification_id = qualification.kind_id
  WHERE b.person_id = qualification.person_id AND b.state = 'completed');

-- Whatever completes a booking, its use is remembered with it.
CREATE TRIGGER qualification_used AFTER UPDATE OF state ON booking
WHEN NEW.state = 'completed' AND OLD.state <> 'completed'
BEGIN
  UPDATE qualification SET used_at = max(ifnull(used_at, 0), ifnull(NEW.checked_out_at, NEW.ends_at))
  WHERE person_id = NEW.person_id AND kind_id = (SELECT qualification_id FROM resource WHERE id = NEW.resource_id);
END;

CREATE TABLE training_session (
  id TEXT PRIMARY KEY,
  kind_id TEXT NOT NULL REFERENCES qualification_kind (id),
  facility_id TEXT NOT NULL REFERENCES facility (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  trainer TEXT NOT NULL,
  seats INTEGER NOT NULL,
  -- For how long it qualifies those who attend.
  valid_months INTEGER NOT NULL,
  created_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  cancelled_at INTEGER,
  cancel_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT training_session_interval CHECK (ends_at > starts_at AND starts_at % 60 = 0 AND ends_at % 60 = 0),
  CONSTRAINT training_session_seats CHECK (seats BETWEEN 1 AND 200),
  CONSTRAINT training_session_valid CHECK (valid_months BETWEEN 1 AND 120)
) STRICT;
CREATE INDEX training_session_kind ON training_session (kind_id, starts_at);
CREATE INDEX training_session_ahead ON training_session (starts_at);

CREATE TABLE training_seat (
  session_id TEXT NOT NULL REFERENCES training_session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  taken_at INTEGER NOT NULL,
  -- Null until attendance is taken.
  attended INTEGER,
  PRIMARY KEY (session_id, person_id),
  CONSTRAINT training_seat_attended CHECK (attended IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX training_seat_person ON training_seat (person_id);
CREATE TRIGGER training_seat_insert BEFORE INSERT ON training_seat
WHEN (SELECT count(*) FROM training_seat WHERE session_id = NEW.session_id)
  >= (SELECT CASE WHEN cancelled_at IS NULL THEN seats ELSE 0 END FROM training_session WHERE id = NEW.session_id)
BEGIN SELECT RAISE(ABORT, 'SEATS_TAKEN'); END;
CREATE TRIGGER training_seat_stays BEFORE UPDATE OF session_id, person_id ON training_seat
BEGIN SELECT RAISE(ABORT, 'a seat is given back, and another one taken'); END;
CREATE TRIGGER training_session_shrinks BEFORE UPDATE OF seats ON training_session
WHEN NEW.seats < (SELECT count(*) FROM training_seat WHERE session_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'SEATS_TAKEN'); END;

-- Null: without end.
ALTER TABLE access_grant ADD COLUMN until INTEGER;
