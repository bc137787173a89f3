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
