-- Who pays part of a charge on a firm's behalf, and whose machine earned it.

CREATE TABLE subsidy_programme (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  -- Empty: firms of any region.
  region TEXT NOT NULL DEFAULT '',
  -- Pairs of a kind and a code: resource (asset number), facility, category, tag; none: every resource.
  scope TEXT NOT NULL DEFAULT '[]',
  tiers TEXT NOT NULL DEFAULT '[]',
  price_categories TEXT NOT NULL DEFAULT '[]',
  share_percent INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  claim_cap_minor INTEGER,
  year_cap_minor INTEGER,
  year_cap_of TEXT NOT NULL DEFAULT 'firm',
  budget_minor INTEGER,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  evidence TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL DEFAULT 'open',
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT subsidy_programme_share CHECK (share_percent BETWEEN 1 AND 100),
  CONSTRAINT subsidy_programme_caps CHECK (ifnull(claim_cap_minor, 1) > 0 AND ifnull(year_cap_minor, 1) > 0 AND ifnull(budget_minor, 1) > 0),
  CONSTRAINT subsidy_programme_cap_of CHECK (year_cap_of IN ('firm', 'controller')),
  CONSTRAINT subsidy_programme_dates CHECK (ends_at > starts_at),
  CONSTRAINT subsidy_programme_state CHECK (state IN ('open', 'closed'))
) STRICT, WITHOUT ROWID;

-- What programmes ask of a firm: where it is registered, and who controls it in the end.
CREATE TABLE firm_standing (
  firm_id TEXT PRIMARY KEY REFERENCES firm (id),
  region TEXT NOT NULL DEFAULT '',
  controller TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- What a programme has paid out of its budget (counted_id empty, year 0), and of each firm's or controller's year.
CREATE TABLE subsidy_use (
  programme_id TEXT NOT NULL REFERENCES subsidy_programme (id),
  counted_id TEXT NOT NULL,
  year INTEGER NOT NULL,
  used_minor INTEGER NOT NULL,
  PRIMARY KEY (programme_id, counted_id, year)
) STRICT, WITHOUT ROWID;

-- Handed in to the programme together; paid when its money has come.
CREATE TABLE subsidy_claim_list (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES subsidy_programme (id),
  period TEXT NOT NULL,
  claims INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'claimed',
  claimed_at INTEGER NOT NULL,
  claimed_by TEXT NOT NULL,
  paid_at INTEGER,
  paid_by TEXT,
  voucher TEXT NOT NULL DEFAULT '',
  CONSTRAINT subsidy_claim_list_state CHECK (state IN ('claimed', 'paid')),
  CONSTRAINT subsidy_claim_list_paid CHECK ((paid_at IS NOT NULL) = (state = 'paid'))
) STRICT, WITHOUT ROWID;
CREATE INDEX subsidy_claim_list_programme ON subsidy_claim_list (programme_id, claimed_at);

-- What a programme pays of one entry; what a credit gives back is below zero.
CREATE TABLE subsidy_claim (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL,
  programme_id TEXT NOT NULL REFERENCES subsidy_programme (id),
  firm_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  counted_id TEXT NOT NULL,
  year INTEGER NOT NULL,
  base_minor INTEGER NOT NULL,
  share_percent INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  period TEXT NOT NULL,
  -- Of a new charge, the programme as it was read; a correction has none, since it keeps to what was granted.
  programme_version INTEGER,
  list_id TEXT REFERENCES subsidy_claim_list (id),
  UNIQUE (entry_id, programme_id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES journal_entry (firm_id, id),
  FOREIGN KEY (firm_id, booking_id) REFERENCES booking (firm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subsidy_claim_booking ON subsidy_claim (booking_id, programme_id);
CREATE INDEX subsidy_claim_period ON subsidy_claim (programme_id, period);
CREATE INDEX subsidy_claim_list_of ON subsidy_claim (list_id) WHERE list_id IS NOT NULL;

CREATE TRIGGER subsidy_claim_counted AFTER INSERT ON subsidy_claim
BEGIN
  INSERT INTO subsidy_use (programme_id, counted_id, year, used_minor) VALUES (NEW.programme_id, '', 0, NEW.amount_minor)
    ON CONFLICT DO UPDATE SET used_minor = used_minor + excluded.used_minor;
  INSERT INTO subsidy_use (programme_id, counted_id, year, used_minor)
    VALUES (NEW.programme_id, NEW.counted_id, NEW.year, NEW.amount_minor)
    ON CONFLICT DO UPDATE SET used_minor = used_minor + excluded.used_minor;
  SELECT RAISE(ABORT, 'STALE_RULES') FROM subsidy_programme p WHERE p.id = NEW.programme_id AND NEW.amount_minor > 0
    AND (p.version <> ifnull(NEW.programme_version, p.version)
      OR (SELECT used_minor FROM subsidy_use WHERE programme_id = NEW.programme_id AND counted_id = '' AND year = 0) > p.budget_minor
      OR (SELECT used_minor FROM subsidy_use WHERE programme_id = NEW.programme_id AND counted_id = NEW.counted_id
        AND year = NEW.year) > p.year_cap_minor);
END;
CREATE TRIGGER subsidy_claim_frozen BEFORE UPDATE ON subsidy_claim
WHEN OLD.list_id IS NOT NULL OR NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NEW.programme_id <> OLD.programme_id
  OR NEW.amount_minor <> OLD.amount_minor OR NEW.firm_id <> OLD.firm_id OR NEW.period <> OLD.period
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER subsidy_claim_no_delete BEFORE DELETE ON subsidy_claim BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;

-- Whose machine it is, and what part of its income that firm or hospital gets: of charges from now on.
CREATE TABLE resource_provider (
  resource_id TEXT PRIMARY KEY REFERENCES resource (id),
  firm_id TEXT NOT NULL REFERENCES firm (id),
  share_percent INTEGER NOT NULL,
  CONSTRAINT resource_provider_share CHECK (share_percent BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_provider_firm ON resource_provider (firm_id);

CREATE TABLE provider_payout (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES firm (id),
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  shares INTEGER NOT NULL,
  paid_at INTEGER NOT NULL,
  paid_by TEXT NOT NULL,
  voucher TEXT NOT NULL DEFAULT '',
  entry_id TEXT NOT NULL REFERENCES journal_entry (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_payout_provider ON provider_payout (provider_id, paid_at);

-- A provider's part of one entry, as posted.
CREATE TABLE provider_share (
  entry_id TEXT PRIMARY KEY REFERENCES journal_entry (id),
  provider_id TEXT NOT NULL REFERENCES firm (id),
  booking_id TEXT NOT NULL REFERENCES booking (id),
  share_percent INTEGER NOT NULL,
  base_minor INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  payout_id TEXT REFERENCES provider_payout (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_share_provider ON provider_share (provider_id, payout_id);
CREATE INDEX provider_share_booking ON provider_share (booking_id, entry_id);
CREATE TRIGGER provider_share_frozen BEFORE UPDATE ON provider_share
WHEN OLD.payout_id IS NOT NULL OR NEW.entry_id <> OLD.entry_id OR NEW.provider_id <> OLD.provider_id OR NEW.amount_minor <> OLD.amount_minor
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER provider_share_no_delete BEFORE DELETE ON provider_share BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
