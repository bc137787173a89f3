-- Prices by file, what is used up, and reductions.

-- A file of rates that somebody has sent to see what it would publish: the last one of each.
CREATE TABLE rate_draft (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  id TEXT NOT NULL,
  file TEXT NOT NULL,
  report TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  applied_at INTEGER
) STRICT;

-- What a facility sells with a use; for one resource of it, or for all of them.
CREATE TABLE consumable (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  resource_id TEXT REFERENCES resource (id),
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  unit_minor INTEGER NOT NULL,
  tax_basis_points INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'offered',
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT consumable_price CHECK (unit_minor BETWEEN 1 AND 1000000000),
  CONSTRAINT consumable_tax CHECK (tax_basis_points BETWEEN 0 AND 10000),
  CONSTRAINT consumable_state CHECK (state IN ('offered', 'retired'))
) STRICT;
CREATE INDEX consumable_facility ON consumable (facility_id, state);

-- What was reported with a use, at the prices of that day.
ALTER TABLE booking ADD COLUMN consumables TEXT NOT NULL DEFAULT '[]';
ALTER TABLE booking ADD COLUMN assisted_minutes INTEGER NOT NULL DEFAULT 0;

-- Reductions with dates: for whom, on what; by hours used in a month or a year, or at once. Tiers are [hours, percent].
CREATE TABLE discount (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL DEFAULT '',
  facility_id TEXT REFERENCES facility (id),
  resource_tag TEXT NOT NULL DEFAULT '',
  hours_window TEXT,
  tiers TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT discount_subject CHECK (subject_kind IN ('everyone', 'firm', 'project', 'tier')
    AND (subject_kind = 'everyone') = (subject_id = '')),
  CONSTRAINT discount_window CHECK (hours_window IS NULL OR hours_window IN ('month', 'year')),
  CONSTRAINT discount_dates CHECK (valid_until IS NULL OR valid_until > valid_from)
) STRICT;

-- Paid machine time of a firm by month and resource: what tiers of hours look at.
CREATE TABLE firm_hours (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  period TEXT NOT NULL,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  minutes INTEGER NOT NULL,
  PRIMARY KEY (firm_id, period, resource_id)
) STRICT, WITHOUT ROWID;
INSERT INTO firm_hours (firm_id, period, resource_id, minutes)
SELECT c.firm_id, e.period, c.resource_id, sum(iif(c.amount_minor < 0, -1, 1) * ifnull(c.line ->> '$.minutes', 0))
FROM charge c JOIN journal_entry e ON e.id = c.entry_id WHERE c.kind = 'time' GROUP BY 1, 2, 3;
CREATE TRIGGER charge_counts_hours AFTER INSERT ON charge WHEN NEW.kind = 'time'
BEGIN
  INSERT INTO firm_hours (firm_id, period, resource_id, minutes)
  SELECT NEW.firm_id, e.period, NEW.resource_id,
    iif(NEW.amount_minor < 0, -1, 1) * ifnull(NEW.line ->> '$.minutes', 0)
  FROM journal_entry e WHERE e.id = NEW.entry_id
  ON CONFLICT (firm_id, period, resource_id) DO UPDATE SET minutes = minutes + excluded.minutes;
END;
