-- What a firm owes for a period: numbered without gaps, frozen, hashed.

CREATE TABLE statement (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  firm_id TEXT NOT NULL REFERENCES firm (id),
  period TEXT NOT NULL,
  currency TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  -- The statement itself, as text: its hash is of these very bytes.
  document TEXT NOT NULL,
  hash TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'issued',
  settled_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT statement_period CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
  CONSTRAINT statement_number CHECK (number = year || '-' || printf('%05d', seq)),
  CONSTRAINT statement_lines CHECK (lines > 0),
  CONSTRAINT statement_hash CHECK (hash GLOB '[0-9a-f]*' AND length(hash) = 64),
  CONSTRAINT statement_state CHECK (state IN ('issued', 'settled')),
  CONSTRAINT statement_settled CHECK ((settled_at IS NOT NULL) = (state = 'settled')),
  UNIQUE (year, seq),
  UNIQUE (firm_id, id)
) STRICT;
CREATE INDEX statement_firm ON statement (firm_id, period, number);
CREATE INDEX statement_month ON statement (period, number);

CREATE TRIGGER statement_no_gap BEFORE INSERT ON statement
WHEN NEW.seq <> 1 + ifnull((SELECT max(seq) FROM statement WHERE year = NEW.year), 0)
BEGIN SELECT RAISE(ABORT, 'STATEMENT_NUMBER'); END;
CREATE TRIGGER statement_frozen BEFORE UPDATE OF id, year, seq, number, firm_id, period, currency, total_minor, tax_minor,
  lines, document, hash, issued_at, issued_by ON statement
BEGIN SELECT RAISE(ABORT, 'STATEMENT_FROZEN'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'STATEMENT_FROZEN'); END;

-- An entry is on no statement yet, or on exactly one: the ledger itself puts it here, a statement takes it away.
CREATE TABLE unstated_entry (
  firm_id TEXT NOT NULL,
  period TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (firm_id, period, entry_id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES journal_entry (firm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unstated_entry_period ON unstated_entry (period, firm_id);
INSERT INTO unstated_entry (firm_id, period, entry_id)
  SELECT firm_id, period, id FROM journal_entry WHERE kind <> 'payment';

CREATE TRIGGER journal_entry_unstated AFTER INSERT ON journal_entry WHEN NEW.kind <> 'payment'
BEGIN INSERT INTO unstated_entry (firm_id, period, entry_id) VALUES (NEW.firm_id, NEW.period, NEW.id); END;
CREATE TRIGGER journal_entry_period_open BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM billing_period WHERE period = NEW.period AND state = 'closed')
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED'); END;

CREATE TABLE statement_entry (
  entry_id TEXT PRIMARY KEY,
  statement_id TEXT NOT NULL,
  firm_id TEXT NOT NULL,
  FOREIGN KEY (firm_id, statement_id) REFERENCES statement (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES journal_entry (firm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_entry_statement ON statement_entry (statement_id);
CREATE TRIGGER statement_entry_stated AFTER INSERT ON statement_entry
BEGIN
  DELETE FROM unstated_entry WHERE firm_id = NEW.firm_id AND entry_id = NEW.entry_id
    AND period = (SELECT period FROM journal_entry WHERE id = NEW.entry_id);
END;
CREATE TRIGGER statement_entry_no_update BEFORE UPDATE ON statement_entry BEGIN SELECT RAISE(ABORT, 'STATEMENT_FROZEN'); END;
CREATE TRIGGER statement_entry_no_delete BEFORE DELETE ON statement_entry BEGIN SELECT RAISE(ABORT, 'STATEMENT_FROZEN'); END;

-- Who used what, beside the text that is hashed: a name goes when its person asks for it, and nothing else does.
CREATE TABLE statement_person (
  statement_id TEXT NOT NULL REFERENCES statement (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  PRIMARY KEY (statement_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_person_person ON statement_person (person_id);
CREATE TRIGGER statement_person_no_update BEFORE UPDATE ON statement_person
WHEN NEW.name <> '' OR NEW.statement_id <> OLD.statement_id OR NEW.person_id <> OLD.person_id
BEGIN SELECT RAISE(ABORT, 'STATEMENT_FROZEN'); END;
CREATE TRIGGER statement_person_no_delete BEFORE DELETE ON statement_person BEGIN SELECT RAISE(ABORT, 'STATEMENT_FROZEN'); END;

-- What a firm does not agree with, line by line; the answer is a credit on a later statement, or a reason.
CREATE TABLE objection (
  id TEXT PRIMARY KEY,
  statement_id TEXT NOT NULL,
  firm_id TEXT NOT NULL,
  line_no INTEGER NOT NULL,
  reason TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  answer TEXT NOT NULL DEFAULT '',
  answered_by TEXT,
  answered_at INTEGER,
  entry_id TEXT,
  CONSTRAINT objection_state CHECK (state IN ('open', 'credited', 'declined')),
  CONSTRAINT objection_answered CHECK ((answered_at IS NULL) = (state = 'open')),
  CONSTRAINT objection_credit CHECK ((entry_id IS NOT NULL) = (state = 'credited')),
  FOREIGN KEY (firm_id, statement_id) REFERENCES statement (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES journal_entry (firm_id, id)
) STRICT;
-- A line is credited once, and one question about it waits at a time.
CREATE UNIQUE INDEX objection_line ON objection (statement_id, line_no) WHERE state <> 'declined';
CREATE INDEX objection_statement ON objection (statement_id, raised_at);
CREATE INDEX objection_open ON objection (raised_at) WHERE state = 'open';

-- What the checklist of a month counts, without a look at all of history.
CREATE INDEX booking_unsettled ON booking (ends_at) WHERE settlement IN ('held', 'due');

-- Months that were closed, by whom and when; a closed month never opens again.
ALTER TABLE billing_period ADD COLUMN closed_at INTEGER;
ALTER TABLE billing_period ADD COLUMN closed_by TEXT;
CREATE TRIGGER billing_period_stays_closed BEFORE UPDATE ON billing_period WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED'); END;
CREATE TRIGGER billing_period_no_delete BEFORE DELETE ON billing_period WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'PERIOD_CLOSED'); END;
