-- What is paid of statements. A statement's own text never changes: what moves its dues stands beside it.
--   due = total + carried − set off − paid

-- What was paid of it, paid back counted off.
ALTER TABLE statement ADD COLUMN paid_minor INTEGER NOT NULL DEFAULT 0;
-- Credits for its lines that lowered what was due of it; they stand as lines on a later statement,
ALTER TABLE statement ADD COLUMN set_off_minor INTEGER NOT NULL DEFAULT 0;
-- where they must not be counted a second time.
ALTER TABLE statement ADD COLUMN carried_minor INTEGER NOT NULL DEFAULT 0;
-- Its lines that are objected to and not answered.
ALTER TABLE statement ADD COLUMN disputed_minor INTEGER NOT NULL DEFAULT 0;
-- When what is due of it last changed.
ALTER TABLE statement ADD COLUMN moved_at INTEGER;
-- The part of a credit that lowered what was due of the statement that was objected to.
ALTER TABLE objection ADD COLUMN set_off_minor INTEGER NOT NULL DEFAULT 0;
CREATE INDEX objection_entry ON objection (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX statement_settled_when ON statement (settled_at) WHERE settled_at IS NOT NULL;

UPDATE statement SET disputed_minor = (SELECT ifnull(sum(max(0, ifnull(statement.document ->> ('$.lines['
  || (o.line_no - 1) || '].amountMinor'), 0))), 0)
  FROM objection o WHERE o.statement_id = statement.id AND o.state = 'open');
UPDATE statement SET state = 'settled', settled_at = issued_at WHERE total_minor = 0;

CREATE TRIGGER statement_of_nothing AFTER INSERT ON statement WHEN NEW.total_minor = 0
BEGIN UPDATE statement SET state = 'settled', settled_at = NEW.issued_at WHERE id = NEW.id; END;
CREATE TRIGGER statement_settles AFTER UPDATE OF paid_minor, set_off_minor, carried_minor ON statement
WHEN (NEW.state = 'settled') <> (NEW.total_minor + NEW.carried_minor - NEW.set_off_minor - NEW.paid_minor = 0)
BEGIN
  UPDATE statement SET state = iif(NEW.state = 'settled', 'issued', 'settled'),
    settled_at = iif(NEW.state = 'settled', NULL, NEW.moved_at) WHERE id = NEW.id;
END;

-- A credit that lowered an earlier statement's dues counts there, not again on the one whose line it is.
CREATE TRIGGER statement_entry_carries AFTER INSERT ON statement_entry
WHEN EXISTS (SELECT 1 FROM objection WHERE entry_id = NEW.entry_id AND set_off_minor > 0)
BEGIN
  UPDATE statement SET moved_at = issued_at, carried_minor = carried_minor
    + (SELECT sum(set_off_minor) FROM objection WHERE entry_id = NEW.entry_id) WHERE id = NEW.statement_id;
END;

CREATE TRIGGER objection_disputes AFTER INSERT ON objection WHEN NEW.state = 'open'
BEGIN
  UPDATE statement SET version = version + 1, disputed_minor = disputed_minor
    + max(0, ifnull(document ->> ('$.lines[' || (NEW.line_no - 1) || '].amountMinor'), 0)) WHERE id = NEW.statement_id;
END;
CREATE TRIGGER objection_answered_once BEFORE UPDATE OF state ON objection WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'OBJECTION_ANSWERED'); END;
CREATE TRIGGER objection_settles AFTER UPDATE OF state ON objection WHEN OLD.state = 'open' AND NEW.state <> 'open'
BEGIN
  UPDATE objection SET set_off_minor = (SELECT max(0, min(
      -(SELECT ifnull(sum(amount_minor), 0) FROM charge WHERE entry_id = NEW.entry_id),
      s.total_minor + s.carried_minor - s.set_off_minor - s.paid_minor)) FROM statement s WHERE s.id = NEW.statement_id)
    WHERE id = NEW.id AND NEW.state = 'credited';
  UPDATE statement SET version = version + 1, moved_at = NEW.answered_at,
    disputed_minor = disputed_minor
      - max(0, ifnull(document ->> ('$.lines[' || (NEW.line_no - 1) || '].amountMinor'), 0)),
    set_off_minor = set_off_minor + (SELECT set_off_minor FROM objection WHERE id = NEW.id)
    WHERE id = NEW.statement_id;
END;

-- Money that came or went, each with its entry in the ledger. A wrong one is taken back by one that names it.
CREATE TABLE payment (
  id TEXT PRIMARY KEY,
  firm_id TEXT NOT NULL REFERENCES firm (id),
  statement_id TEXT,
  entry_id TEXT NOT NULL UNIQUE,
  way TEXT NOT NULL,
  -- What the firm paid; less than nothing is what it got back.
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  voucher TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  reverses_id TEXT UNIQUE REFERENCES payment (id),
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  CONSTRAINT payment_way CHECK (way IN ('bank', 'balance', 'deposit', 'opening')),
  CONSTRAINT payment_for CHECK ((statement_id IS NOT NULL) = (way IN ('bank', 'balance'))),
  CONSTRAINT payment_amount CHECK (amount_minor <> 0),
  CONSTRAINT payment_day CHECK (paid_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  FOREIGN KEY (firm_id, statement_id) REFERENCES statement (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES journal_entry (firm_id, id)
) STRICT;
CREATE INDEX payment_statement ON payment (statement_id, recorded_at);
CREATE INDEX payment_firm ON payment (firm_id, recorded_at);
CREATE INDEX payment_voucher ON payment (voucher, firm_id);

-- What a firm has paid ahead; never less than nothing.
CREATE TABLE prepaid_balance (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (firm_id, currency),
  CONSTRAINT prepaid_enough CHECK (amount_minor >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER payment_within_due BEFORE INSERT ON payment
WHEN NEW.statement_id IS NOT NULL AND NEW.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM
  (SELECT currency, disputed_minor AS disputed, total_minor + carried_minor - set_off_minor - paid_minor AS due
    FROM statement WHERE id = NEW.statement_id)
  WHERE currency = NEW.currency AND iif(due > 0, NEW.amount_minor BETWEEN 1 AND due - disputed,
    NEW.amount_minor BETWEEN due AND -1))
BEGIN SELECT RAISE(ABORT, 'PAYMENT_NOT_DUE'); END;
CREATE TRIGGER payment_known BEFORE INSERT ON payment
WHEN NEW.voucher <> '' AND NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM payment p WHERE p.voucher = NEW.voucher
  AND p.firm_id = NEW.firm_id AND p.statement_id IS NEW.statement_id AND p.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id))
BEGIN SELECT RAISE(ABORT, 'PAYMENT_KNOWN'); END;
CREATE TRIGGER payment_reverses BEFORE INSERT ON payment
WHEN NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = NEW.reverses_id
  AND p.reverses_id IS NULL AND p.firm_id = NEW.firm_id AND p.statement_id IS NEW.statement_id AND p.way = NEW.way
  AND p.currency = NEW.currency AND p.amount_minor = -NEW.amount_minor)
BEGIN SELECT RAISE(ABORT, 'PAYMENT_REVERSAL'); END;
CREATE TRIGGER payment_pays AFTER INSERT ON payment WHEN NEW.statement_id IS NOT NULL
BEGIN
  UPDATE statement SET version = version + 1, moved_at = NEW.recorded_at, paid_minor = paid_minor + NEW.amount_minor
    WHERE id = NEW.statement_id;
END;
CREATE TRIGGER payment_moves_balance AFTER INSERT ON payment WHEN NEW.way <> 'bank'
BEGIN
  INSERT INTO prepaid_balance (firm_id, currency, amount_minor) VALUES (NEW.firm_id, NEW.currency, 0)
    ON CONFLICT (firm_id, currency) DO NOTHING;
  UPDATE prepaid_balance SET amount_minor = amount_minor + iif(NEW.way = 'balance', -NEW.amount_minor, NEW.amount_minor)
    WHERE firm_id = NEW.firm_id AND currency = NEW.currency;
END;
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;

-- How a firm wants its invoices made out.
CREATE TABLE invoice_title (
  firm_id TEXT PRIMARY KEY REFERENCES firm (id),
  title TEXT NOT NULL,
  tax_number TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT invoice_title_kind CHECK (kind IN ('special', 'ordinary'))
) STRICT;

-- An invoice that a firm asked for: title and tax number as they were then, the number when it is made out, and why it
-- was taken back in red letters.
CREATE TABLE invoice (
  id TEXT PRIMARY KEY,
  firm_id TEXT NOT NULL,
  statement_id TEXT NOT NULL,
  title TEXT NOT NULL,
  tax_number TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'asked',
  asked_at INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  number TEXT,
  made_at INTEGER,
  made_by TEXT,
  red_number TEXT,
  red_reason TEXT,
  red_at INTEGER,
  red_by TEXT,
  CONSTRAINT invoice_kind CHECK (kind IN ('special', 'ordinary')),
  CONSTRAINT invoice_state CHECK (state IN ('asked', 'made', 'reversed')),
  CONSTRAINT invoice_made CHECK ((number IS NOT NULL) = (state <> 'asked') AND (made_at IS NOT NULL) = (state <> 'asked')),
  CONSTRAINT invoice_red CHECK ((red_reason IS NOT NULL) = (state = 'reversed') AND (red_at IS NOT NULL) = (state = 'reversed')),
  FOREIGN KEY (firm_id, statement_id) REFERENCES statement (firm_id, id)
) STRICT;
-- One invoice of a statement stands at a time, and no number stands on two.
CREATE UNIQUE INDEX invoice_statement ON invoice (statement_id) WHERE state <> 'reversed';
CREATE UNIQUE INDEX invoice_number ON invoice (number) WHERE number IS NOT NULL;
CREATE INDEX invoice_of_statement ON invoice (statement_id, asked_at);
CREATE TRIGGER invoice_frozen BEFORE UPDATE OF id, firm_id, statement_id, title, tax_number, kind, amount_minor, currency,
  asked_at, asked_by ON invoice
BEGIN SELECT RAISE(ABORT, 'INVOICE_FROZEN'); END;
CREATE TRIGGER invoice_forward BEFORE UPDATE OF state, number ON invoice
WHEN NOT ((OLD.state = 'asked' AND NEW.state = 'made') OR (OLD.state = 'made' AND NEW.state = 'reversed'
  AND NEW.number = OLD.number))
BEGIN SELECT RAISE(ABORT, 'INVOICE_FROZEN'); END;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'INVOICE_FROZEN'); END;
