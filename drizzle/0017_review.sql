-- Uses that a lab manager should look at, and what follows when a person stays away time and again.

CREATE TABLE usage_review (
  booking_id TEXT PRIMARY KEY REFERENCES booking (id),
  facility_id TEXT NOT NULL REFERENCES facility (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  -- A meter may report late: until then the use waits to be compared with what it said.
  compare_at INTEGER,
  -- A no-show that nobody has excused.
  missed INTEGER NOT NULL DEFAULT 0,
  -- When the facility's rules of conduct were applied to it.
  weighed_at INTEGER,
  decision TEXT,
  decided_at INTEGER,
  decided_by TEXT REFERENCES person (id),
  reason TEXT NOT NULL DEFAULT '',
  -- What was found to be right, where minutes were named.
  minutes INTEGER,
  entry_id TEXT REFERENCES journal_entry (id),
  CONSTRAINT usage_review_kind CHECK (kind IN ('overrun', 'no-show', 'check-in-late', 'interrupted', 'contradicted')),
  CONSTRAINT usage_review_missed CHECK (missed IN (0, 1)),
  CONSTRAINT usage_review_decision CHECK ((decision IS NULL) = (decided_at IS NULL)
    AND (decision IS NULL) = (decided_by IS NULL) AND decision IN ('confirmed', 'corrected', 'waived')),
  CONSTRAINT usage_review_minutes CHECK (minutes IS NULL OR decision = 'corrected')
) STRICT;
CREATE INDEX usage_review_open ON usage_review (facility_id, ends_at) WHERE decided_at IS NULL AND compare_at IS NULL;
CREATE INDEX usage_review_compare ON usage_review (compare_at) WHERE compare_at IS NOT NULL;
CREATE INDEX usage_review_unweighed ON usage_review (ends_at) WHERE missed = 1 AND weighed_at IS NULL;
CREATE INDEX usage_review_missed ON usage_review (person_id, facility_id, starts_at) WHERE missed = 1;
CREATE INDEX usage_review_decided ON usage_review (facility_id, decided_at) WHERE decided_at IS NOT NULL;

-- What the clock ended, nobody came to, or the park broke off: whichever command it was.
CREATE TRIGGER usage_review_ended AFTER UPDATE OF state ON booking
WHEN NEW.state <> OLD.state AND (NEW.state = 'no-show' OR NEW.state = 'completed'
  AND (NEW.outcome = 'interrupted' OR NEW.outcome = 'overrun' AND NEW.checked_out_at IS NULL))
BEGIN
  INSERT INTO usage_review (booking_id, facility_id, person_id, kind, starts_at, ends_at, missed)
  VALUES (NEW.id, (SELECT facility_id FROM resource WHERE id = NEW.resource_id), NEW.person_id,
    CASE NEW.state WHEN 'no-show' THEN 'no-show' ELSE NEW.outcome END, NEW.starts_at, NEW.ends_at,
    NEW.state = 'no-show')
  ON CONFLICT (booking_id) DO UPDATE SET missed = excluded.missed;
END;

-- A use that somebody ended themselves is compared with the meter of its machine, where there is one.
CREATE TRIGGER usage_review_metered AFTER UPDATE OF state ON booking
WHEN NEW.state = 'completed' AND OLD.state = 'in-use' AND NEW.checked_out_at IS NOT NULL
  AND NEW.outcome <> 'interrupted'
  AND EXISTS (SELECT 1 FROM station WHERE unit_id = NEW.unit_id AND ended_at IS NULL)
BEGIN
  INSERT INTO usage_review (booking_id, facility_id, person_id, kind, starts_at, ends_at, compare_at)
  VALUES (NEW.id, (SELECT facility_id FROM resource WHERE id = NEW.resource_id), NEW.person_id, 'contradicted',
    NEW.starts_at, NEW.ends_at, max(NEW.ends_at, NEW.checked_out_at) + 3600)
  ON CONFLICT (booking_id) DO NOTHING;
END;

-- A check-in that was made in time and came too late: the phone's word against the clock's.
CREATE TRIGGER usage_review_late AFTER INSERT ON audit WHEN NEW.action = 'booking.check-in-late'
BEGIN
  INSERT INTO usage_review (booking_id, facility_id, person_id, kind, starts_at, ends_at, missed)
  SELECT b.id, r.facility_id, b.person_id, 'check-in-late', b.starts_at, b.ends_at, b.state = 'no-show'
  FROM booking b JOIN resource r ON r.id = b.resource_id WHERE b.id = NEW.entity
  ON CONFLICT (booking_id) DO UPDATE SET kind = 'check-in-late' WHERE usage_review.decided_at IS NULL;
END;

-- What happened before this table was there.
INSERT INTO usage_review (booking_id, facility_id, person_id, kind, starts_at, ends_at)
  SELECT b.id, r.facility_id, b.person_id, 'overrun', b.starts_at, b.ends_at
  FROM booking b JOIN resource r ON r.id = b.resource_id WHERE b.outcome = 'overrun' AND b.checked_out_at IS NULL;

-- What a facility does about people who stay away: data, one row a rule; a rule that ended stays for its consequences.
CREATE TABLE conduct_rule (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  after_count INTEGER NOT NULL,
  within_days INTEGER NOT NULL,
  consequence TEXT NOT NULL,
  fee_minor INTEGER NOT NULL DEFAULT 0,
  suspension_days INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT conduct_rule_count CHECK (after_count BETWEEN 1 AND 50),
  CONSTRAINT conduct_rule_days CHECK (within_days BETWEEN 1 AND 365),
  CONSTRAINT conduct_rule_consequence CHECK (consequence IN ('warning', 'fee', 'suspension')),
  CONSTRAINT conduct_rule_fee CHECK (fee_minor >= 0 AND (fee_minor > 0) = (consequence = 'fee')),
  CONSTRAINT conduct_rule_suspension CHECK (suspension_days BETWEEN 0 AND 365
    AND (suspension_days > 0) = (consequence = 'suspension'))
) STRICT;
CREATE INDEX conduct_rule_facility ON conduct_rule (facility_id) WHERE ended_at IS NULL;

-- What followed for one person, of one no-show that was once too many.
CREATE TABLE consequence (
  id TEXT PRIMARY KEY,
  rule_id TEXT NOT NULL REFERENCES conduct_rule (id),
  facility_id TEXT NOT NULL REFERENCES facility (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  booking_id TEXT NOT NULL REFERENCES booking (id),
  kind TEXT NOT NULL,
  -- No-shows that began up to here have had their consequence by this rule.
  counted_to INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  entry_id TEXT REFERENCES journal_entry (id),
  applied_at INTEGER NOT NULL,
  until INTEGER,
  appeal TEXT NOT NULL DEFAULT '',
  appealed_at INTEGER,
  decision TEXT,
  answer TEXT NOT NULL DEFAULT '',
  decided_by TEXT REFERENCES person (id),
  decided_at INTEGER,
  CONSTRAINT consequence_once UNIQUE (rule_id, booking_id),
  CONSTRAINT consequence_kind CHECK (kind IN ('warning', 'fee', 'suspension')),
  CONSTRAINT consequence_until CHECK ((until IS NOT NULL) = (kind = 'suspension')),
  CONSTRAINT consequence_fee CHECK ((entry_id IS NOT NULL) = (kind = 'fee')),
  CONSTRAINT consequence_appeal CHECK ((appealed_at IS NULL) = (appeal = '')),
  CONSTRAINT consequence_decision CHECK ((decision IS NULL) = (decided_at IS NULL)
    AND decision IN ('upheld', 'lifted'))
) STRICT;
CREATE INDEX consequence_person ON consequence (person_id, applied_at);
CREATE INDEX consequence_suspended ON consequence (person_id, until) WHERE until IS NOT NULL;
CREATE INDEX consequence_appealed ON consequence (facility_id, appealed_at)
  WHERE appealed_at IS NOT NULL AND decided_at IS NULL;
