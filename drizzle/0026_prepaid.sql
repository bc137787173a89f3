-- What firms brought along when the park began with this book: each firm and kind once.
CREATE TABLE opening_balance (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  kind TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  payment_id TEXT NOT NULL UNIQUE REFERENCES payment (id),
  PRIMARY KEY (firm_id, kind),
  CONSTRAINT opening_balance_kind CHECK (kind IN ('receivable', 'prepaid')),
  CONSTRAINT opening_balance_amount CHECK (amount_minor > 0)
) STRICT, WITHOUT ROWID;

-- A payment by way of `opening` is what a firm owed before (less than nothing) or paid of it since. Only deposits, which
-- are less than nothing where they are paid back, and what is paid out of them move the balance.
DROP TRIGGER payment_moves_balance;
CREATE TRIGGER payment_moves_balance AFTER INSERT ON payment WHEN NEW.way IN ('balance', 'deposit')
BEGIN
  INSERT INTO prepaid_balance (firm_id, currency, amount_minor) VALUES (NEW.firm_id, NEW.currency, 0)
    ON CONFLICT (firm_id, currency) DO NOTHING;
  UPDATE prepaid_balance SET amount_minor = amount_minor + iif(NEW.way = 'balance', -NEW.amount_minor, NEW.amount_minor)
    WHERE firm_id = NEW.firm_id AND currency = NEW.currency;
END;
CREATE TRIGGER payment_of_opening AFTER INSERT ON payment
WHEN NEW.way = 'opening' AND (SELECT sum(amount_minor) FROM payment
  WHERE firm_id = NEW.firm_id AND way = 'opening' AND currency = NEW.currency) > 0
BEGIN SELECT RAISE(ABORT, 'PAYMENT_NOT_DUE'); END;
-- One that was taken back may be brought again.
CREATE TRIGGER opening_taken_back AFTER INSERT ON payment WHEN NEW.reverses_id IS NOT NULL
BEGIN DELETE FROM opening_balance WHERE payment_id = NEW.reverses_id; END;
CREATE INDEX booking_live ON booking (firm_id) WHERE settlement IN ('held', 'due');

-- A firm's credit line without end counts all that its bookings ever cost. What the firm paid, and what it holds ahead,
-- is room beside the line; what it owed when the line was drawn takes from it.
ALTER TABLE quota ADD COLUMN billed_before INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER quota_billed_before AFTER INSERT ON quota
WHEN NEW.kind = 'credit' AND NEW.subject_kind = 'firm' AND NEW.window = 'none'
BEGIN
  UPDATE quota SET billed_before =
    (SELECT ifnull(sum(total_minor + carried_minor - set_off_minor), 0) FROM statement WHERE firm_id = NEW.subject_id)
    + (SELECT ifnull(sum(c.amount_minor), 0) FROM unstated_entry u JOIN charge c ON c.entry_id = u.entry_id
      WHERE u.firm_id = NEW.subject_id) WHERE id = NEW.id;
END;
UPDATE quota SET billed_before =
  (SELECT ifnull(sum(total_minor + carried_minor - set_off_minor), 0) FROM statement WHERE firm_id = subject_id)
  + (SELECT ifnull(sum(c.amount_minor), 0) FROM unstated_entry u JOIN charge c ON c.entry_id = u.entry_id
    WHERE u.firm_id = subject_id)
  + (SELECT ifnull(sum(t.amount - t.waived), 0) FROM booking_quota_use t JOIN booking b ON b.id = t.booking_id
    WHERE t.quota_id = quota.id AND b.settlement IN ('held', 'due'))
  - (SELECT ifnull(sum(u.used - u.waived), 0) FROM quota_use u WHERE u.quota_id = quota.id)
  WHERE kind = 'credit' AND subject_kind = 'firm' AND window = 'none';
CREATE VIEW quota_room AS SELECT q.id AS id, q.limit_value + CASE
  WHEN q.kind = 'credit' AND q.subject_kind = 'firm' AND q.window = 'none' THEN
    (SELECT ifnull(sum(amount_minor), 0) FROM prepaid_balance WHERE firm_id = q.subject_id)
    + (SELECT ifnull(sum(paid_minor), 0) FROM statement WHERE firm_id = q.subject_id)
    + (SELECT ifnull(sum(amount_minor), 0) FROM payment WHERE firm_id = q.subject_id AND way = 'opening')
    - q.billed_before
  ELSE 0 END AS limit_value FROM quota q;
DROP TRIGGER quota_limit_insert;
CREATE TRIGGER quota_limit_insert AFTER INSERT ON quota_use
WHEN NEW.used - NEW.waived > (SELECT limit_value FROM quota_room WHERE id = NEW.quota_id)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;
DROP TRIGGER quota_limit_update;
CREATE TRIGGER quota_limit_update AFTER UPDATE ON quota_use
WHEN NEW.used - NEW.waived > OLD.used - OLD.waived
  AND NEW.used - NEW.waived > (SELECT limit_value FROM quota_room WHERE id = NEW.quota_id)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;
