-- One park, one database. Instants are seconds since 1970 in UTC, intervals are half-open, money is in minor units.
-- A token in capitals is what the database says when it refuses: the application matches the token, never the sentence around it.

CREATE TABLE park (
  id INTEGER PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  peak TEXT NOT NULL DEFAULT '[]',
  demo INTEGER NOT NULL DEFAULT 0,
  rules_version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT park_is_one CHECK (id = 1),
  CONSTRAINT park_demo CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE holiday (
  date TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  off INTEGER NOT NULL,
  CONSTRAINT holiday_off CHECK (off IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Firms and people

CREATE TABLE consortium (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE firm (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active',
  price_category TEXT NOT NULL,
  tier TEXT NOT NULL DEFAULT 'standard',
  consortium_id TEXT REFERENCES consortium (id),
  rules_version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT firm_state CHECK (state IN ('active', 'suspended', 'departed'))
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  locale TEXT NOT NULL DEFAULT 'zh-Hans',
  state TEXT NOT NULL DEFAULT 'active',
  usual_minutes INTEGER,
  default_project_id TEXT REFERENCES project (id),
  access_version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT person_email UNIQUE (email),
  CONSTRAINT person_state CHECK (state IN ('active', 'suspended'))
) STRICT;

CREATE TABLE facility (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  building TEXT NOT NULL DEFAULT '',
  one_booking_at_a_time INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT facility_one_booking CHECK (one_booking_at_a_time IN (0, 1))
) STRICT;

CREATE TABLE role (
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  firm_id TEXT REFERENCES firm (id),
  facility_id TEXT REFERENCES facility (id),
  CONSTRAINT role_name CHECK (role IN
    ('researcher', 'firm-admin', 'firm-finance', 'provider', 'lab-manager', 'park-finance', 'park-admin')),
  CONSTRAINT role_scope CHECK (
    CASE WHEN role IN ('researcher', 'firm-admin', 'firm-finance', 'provider') THEN firm_id IS NOT NULL AND facility_id IS NULL
         WHEN role = 'lab-manager' THEN facility_id IS NOT NULL AND firm_id IS NULL
         ELSE firm_id IS NULL AND facility_id IS NULL END)
) STRICT;
CREATE UNIQUE INDEX role_once ON role (person_id, role, ifnull(firm_id, ''), ifnull(facility_id, ''));
CREATE INDEX role_firm ON role (firm_id);

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  firm_id TEXT NOT NULL REFERENCES firm (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  starts_at INTEGER,
  ends_at INTEGER,
  CONSTRAINT project_state CHECK (state IN ('open', 'closed')),
  UNIQUE (firm_id, id),
  UNIQUE (firm_id, code)
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CONSTRAINT session_kind CHECK (kind IN ('cookie', 'bearer', 'feed'))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person_id, kind);

CREATE TABLE qualification_kind (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE qualification (
  person_id TEXT NOT NULL REFERENCES person (id),
  kind_id TEXT NOT NULL REFERENCES qualification_kind (id),
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  PRIMARY KEY (person_id, kind_id),
  CONSTRAINT qualification_interval CHECK (valid_until > valid_from)
) STRICT, WITHOUT ROWID;

-- The catalogue

CREATE TABLE category (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Never edited: new hours are a new row, so that resources may share one.
CREATE TABLE opening_hours (
  id INTEGER PRIMARY KEY,
  weekly TEXT NOT NULL,
  holiday_rule TEXT NOT NULL,
  exceptions TEXT NOT NULL DEFAULT '[]',
  spans_until INTEGER NOT NULL,
  CONSTRAINT opening_hours_holiday_rule CHECK (holiday_rule IN ('closed', 'open-as-weekday', 'weekend-hours'))
) STRICT;

CREATE TABLE open_span (
  hours_id INTEGER NOT NULL REFERENCES opening_hours (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (hours_id, starts_at),
  CONSTRAINT open_span_interval CHECK (ends_at > starts_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE resource (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  category_id TEXT NOT NULL REFERENCES category (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'published',
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL,
  model TEXT NOT NULL DEFAULT '',
  asset_number TEXT NOT NULL UNIQUE,
  location TEXT NOT NULL DEFAULT '',
  search_text TEXT NOT NULL,
  hours_id INTEGER NOT NULL REFERENCES opening_hours (id),
  setup_minutes INTEGER NOT NULL DEFAULT 0,
  cleanup_minutes INTEGER NOT NULL DEFAULT 0,
  step_minutes INTEGER NOT NULL,
  min_minutes INTEGER NOT NULL,
  max_minutes INTEGER NOT NULL,
  qualification_id TEXT REFERENCES qualification_kind (id),
  restricted INTEGER NOT NULL DEFAULT 0,
  policy TEXT NOT NULL,
  rules_version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT resource_kind CHECK (kind IN ('instrument', 'space', 'expert')),
  CONSTRAINT resource_state CHECK (state IN ('draft', 'published', 'out-of-service', 'retired')),
  CONSTRAINT resource_buffers CHECK (setup_minutes >= 0 AND cleanup_minutes >= 0),
  CONSTRAINT resource_lengths CHECK (step_minutes > 0 AND min_minutes > 0 AND max_minutes >= min_minutes)
) STRICT;
CREATE INDEX resource_category ON resource (category_id, facility_id);
CREATE INDEX resource_facility ON resource (facility_id);

CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active',
  CONSTRAINT unit_state CHECK (state IN ('active', 'retired')),
  UNIQUE (resource_id, id),
  UNIQUE (resource_id, name)
) STRICT;

-- Who may book a restricted resource.
CREATE TABLE access_grant (
  resource_id TEXT NOT NULL REFERENCES resource (id),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  PRIMARY KEY (resource_id, subject_kind, subject_id),
  CONSTRAINT access_grant_subject CHECK (subject_kind IN ('consortium', 'firm', 'person'))
) STRICT, WITHOUT ROWID;

CREATE TABLE rate (
  id TEXT PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  price_category TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  terms TEXT NOT NULL,
  per_hour_minor INTEGER GENERATED ALWAYS AS (json_extract(terms, '$.perHourMinor')) VIRTUAL,
  published_at INTEGER NOT NULL,
  UNIQUE (resource_id, price_category, valid_from)
) STRICT;

-- Bundles: resources booked together, each with its offset from the bundle's start.
CREATE TABLE bundle (
  id TEXT PRIMARY KEY,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE bundle_part (
  bundle_id TEXT NOT NULL REFERENCES bundle (id),
  resource_id TEXT NOT NULL REFERENCES resource (id),
  offset_minutes INTEGER NOT NULL,
  minutes INTEGER,
  PRIMARY KEY (bundle_id, resource_id),
  CONSTRAINT bundle_part_minutes CHECK (offset_minutes >= 0 AND (minutes IS NULL OR minutes > 0))
) STRICT, WITHOUT ROWID;

-- Bookings and what holds a unit

CREATE TABLE booking (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  firm_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  booked_by TEXT NOT NULL REFERENCES person (id),
  resource_id TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  whole INTEGER NOT NULL DEFAULT 0,
  group_id TEXT,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  held_from INTEGER NOT NULL,
  held_until INTEGER NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  requested_at INTEGER NOT NULL,
  wake_at INTEGER,
  purpose TEXT NOT NULL DEFAULT '',
  samples INTEGER NOT NULL DEFAULT 0,
  terms TEXT NOT NULL,
  tariff TEXT NOT NULL,
  price_lines TEXT NOT NULL,
  price_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  checked_in_at INTEGER,
  checked_out_at INTEGER,
  cancelled_at INTEGER,
  outcome TEXT,
  settlement TEXT NOT NULL DEFAULT 'held',
  waiver TEXT,
  CONSTRAINT booking_number UNIQUE (number),
  CONSTRAINT booking_minutes CHECK (starts_at % 60 = 0 AND ends_at % 60 = 0 AND ends_at > starts_at),
  CONSTRAINT booking_held CHECK (held_until > held_from),
  CONSTRAINT booking_whole CHECK (whole IN (0, 1)),
  CONSTRAINT booking_price CHECK (price_minor >= 0),
  CONSTRAINT booking_state CHECK (state IN
    ('offered', 'pending', 'confirmed', 'in-use', 'completed', 'expired', 'rejected', 'cancelled', 'no-show')),
  CONSTRAINT booking_settlement CHECK (settlement IN ('held', 'due', 'settled', 'void')),
  UNIQUE (firm_id, id),
  FOREIGN KEY (firm_id, project_id) REFERENCES project (firm_id, id),
  FOREIGN KEY (resource_id, unit_id) REFERENCES unit (resource_id, id)
) STRICT;
CREATE INDEX booking_firm ON booking (firm_id, starts_at);
CREATE INDEX booking_person ON booking (person_id, starts_at);
CREATE INDEX booking_resource ON booking (resource_id, starts_at);
CREATE INDEX booking_group ON booking (group_id) WHERE group_id IS NOT NULL;
-- When the clock must next look at a booking: a deadline, a start, an end, a fee to assess.
CREATE INDEX booking_wake ON booking (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE closure (
  id TEXT PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  kind TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  lifted_at INTEGER,
  CONSTRAINT closure_kind CHECK (kind IN ('maintenance', 'fault', 'calibration', 'event')),
  CONSTRAINT closure_interval CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX closure_resource ON closure (resource_id, ends_at);

CREATE TABLE closure_unit (
  closure_id TEXT NOT NULL REFERENCES closure (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  PRIMARY KEY (closure_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE allocation (
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  booking_id TEXT REFERENCES booking (id),
  closure_id TEXT REFERENCES closure (id),
  PRIMARY KEY (unit_id, starts_at),
  CONSTRAINT allocation_interval CHECK (ends_at > starts_at),
  CONSTRAINT allocation_holder CHECK ((booking_id IS NULL) <> (closure_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER allocation_excludes_insert BEFORE INSERT ON allocation
WHEN (SELECT ends_at FROM allocation WHERE unit_id = NEW.unit_id AND starts_at < NEW.ends_at
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN SELECT RAISE(ABORT, 'UNIT_TAKEN'); END;
CREATE TRIGGER allocation_excludes_update BEFORE UPDATE OF unit_id, starts_at, ends_at ON allocation
WHEN (SELECT ends_at FROM allocation WHERE unit_id = NEW.unit_id AND starts_at < NEW.ends_at
        AND NOT (unit_id = OLD.unit_id AND starts_at = OLD.starts_at)
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN SELECT RAISE(ABORT, 'UNIT_TAKEN'); END;

-- A person at two benches at once, where the facility forbids it.
CREATE TABLE person_busy (
  person_id TEXT NOT NULL REFERENCES person (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  booking_id TEXT NOT NULL REFERENCES booking (id),
  PRIMARY KEY (person_id, starts_at),
  CONSTRAINT person_busy_interval CHECK (ends_at > starts_at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER person_busy_excludes_insert BEFORE INSERT ON person_busy
WHEN (SELECT ends_at FROM person_busy WHERE person_id = NEW.person_id AND starts_at < NEW.ends_at
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN SELECT RAISE(ABORT, 'PERSON_BUSY'); END;
CREATE TRIGGER person_busy_excludes_update BEFORE UPDATE OF person_id, starts_at, ends_at ON person_busy
WHEN (SELECT ends_at FROM person_busy WHERE person_id = NEW.person_id AND starts_at < NEW.ends_at
        AND NOT (person_id = OLD.person_id AND starts_at = OLD.starts_at)
      ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
BEGIN SELECT RAISE(ABORT, 'PERSON_BUSY'); END;

-- Quotas, budgets, credit lines and free machine time: counters that the database refuses to let pass their limit.
-- A bucket is the epoch day (days since 1970-01-01, park's calendar) on which the window begins; 0 for a window without end.

CREATE TABLE quota (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  scope_kind TEXT NOT NULL,
  scope_id TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL,
  window TEXT NOT NULL,
  window_days INTEGER NOT NULL DEFAULT 0,
  band TEXT NOT NULL DEFAULT 'all',
  limit_value INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT quota_kind CHECK (kind IN ('limit', 'entitlement', 'budget', 'credit')),
  CONSTRAINT quota_subject CHECK (subject_kind IN ('consortium', 'firm', 'project', 'person')),
  CONSTRAINT quota_scope CHECK (scope_kind IN ('resource', 'category', 'facility', 'all') AND (scope_kind = 'all') = (scope_id = '')),
  CONSTRAINT quota_measure CHECK (measure IN ('seconds', 'bookings', 'amount', 'open-bookings')),
  CONSTRAINT quota_window CHECK (window IN ('day', 'week', 'month', 'quarter', 'year', 'rolling', 'none')
    AND (window = 'rolling') = (window_days > 0)),
  CONSTRAINT quota_band CHECK (band IN ('all', 'peak')),
  CONSTRAINT quota_limit CHECK (limit_value >= 0)
) STRICT;
CREATE INDEX quota_subject ON quota (subject_kind, subject_id, scope_id);

-- A quota for each ('*') counts every subject apart, in counted_id; the use of any other has an empty one.
CREATE TABLE quota_use (
  quota_id INTEGER NOT NULL REFERENCES quota (id),
  counted_id TEXT NOT NULL DEFAULT '',
  bucket INTEGER NOT NULL,
  used INTEGER NOT NULL,
  waived INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (quota_id, counted_id, bucket),
  CONSTRAINT quota_use_not_negative CHECK (used >= 0),
  CONSTRAINT quota_use_waived CHECK (waived BETWEEN 0 AND used)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER quota_limit_insert AFTER INSERT ON quota_use
WHEN NEW.used - NEW.waived > (SELECT limit_value FROM quota WHERE id = NEW.quota_id)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;
CREATE TRIGGER quota_limit_update AFTER UPDATE ON quota_use
WHEN NEW.used - NEW.waived > OLD.used - OLD.waived
  AND NEW.used - NEW.waived > (SELECT limit_value FROM quota WHERE id = NEW.quota_id)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;
-- The fullest window of N days that holds a bucket begins on a bucket in use, so only those are summed.
CREATE TRIGGER quota_rolling_insert AFTER INSERT ON quota_use
WHEN (SELECT window FROM quota WHERE id = NEW.quota_id) = 'rolling' AND EXISTS (
  SELECT 1 FROM quota q JOIN quota_use w ON w.quota_id = q.id AND w.counted_id = NEW.counted_id AND w.bucket BETWEEN NEW.bucket - q.window_days + 1 AND NEW.bucket
  WHERE q.id = NEW.quota_id AND (SELECT sum(u.used - u.waived) FROM quota_use u WHERE u.quota_id = q.id
    AND u.counted_id = NEW.counted_id AND u.bucket BETWEEN w.bucket AND w.bucket + q.window_days - 1) > q.limit_value)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;
CREATE TRIGGER quota_rolling_update AFTER UPDATE ON quota_use
WHEN NEW.used - NEW.waived > OLD.used - OLD.waived
  AND (SELECT window FROM quota WHERE id = NEW.quota_id) = 'rolling' AND EXISTS (
  SELECT 1 FROM quota q JOIN quota_use w ON w.quota_id = q.id AND w.counted_id = NEW.counted_id AND w.bucket BETWEEN NEW.bucket - q.window_days + 1 AND NEW.bucket
  WHERE q.id = NEW.quota_id AND (SELECT sum(u.used - u.waived) FROM quota_use u WHERE u.quota_id = q.id
    AND u.counted_id = NEW.counted_id AND u.bucket BETWEEN w.bucket AND w.bucket + q.window_days - 1) > q.limit_value)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;

-- What a booking took, so that giving back gives back exactly that.
CREATE TABLE booking_quota_use (
  booking_id TEXT NOT NULL REFERENCES booking (id),
  quota_id INTEGER NOT NULL REFERENCES quota (id),
  counted_id TEXT NOT NULL DEFAULT '',
  bucket INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  waived INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (booking_id, quota_id, counted_id, bucket),
  CONSTRAINT booking_quota_use_amount CHECK (amount > 0 AND waived BETWEEN 0 AND amount)
) STRICT, WITHOUT ROWID;

-- The ledger. Every row is a transfer between two accounts, so every entry balances by construction.

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  project_id TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL,
  CONSTRAINT account_kind CHECK (kind IN ('receivable', 'prepaid', 'revenue', 'owner-payable', 'subsidy-receivable', 'tax', 'write-off', 'cash')),
  UNIQUE (kind, owner_id, project_id, currency),
  UNIQUE (id, currency)
) STRICT;

CREATE TABLE billing_period (
  period TEXT PRIMARY KEY,
  state TEXT NOT NULL DEFAULT 'open',
  CONSTRAINT billing_period_name CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
  CONSTRAINT billing_period_state CHECK (state IN ('open', 'closed'))
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_entry (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  firm_id TEXT NOT NULL REFERENCES firm (id),
  booking_id TEXT,
  reverses_id TEXT UNIQUE REFERENCES journal_entry (id),
  occurred_at INTEGER NOT NULL,
  posted_at INTEGER NOT NULL,
  period TEXT NOT NULL,
  late INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT journal_entry_kind CHECK (kind IN ('usage', 'late-cancellation', 'no-show', 'reversal', 'adjustment', 'payment')),
  CONSTRAINT journal_entry_reversal CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CONSTRAINT journal_entry_late CHECK (late IN (0, 1)),
  UNIQUE (firm_id, id),
  FOREIGN KEY (firm_id, booking_id) REFERENCES booking (firm_id, id)
) STRICT;
CREATE INDEX journal_entry_firm ON journal_entry (firm_id, occurred_at);
CREATE INDEX journal_entry_when ON journal_entry (occurred_at);
CREATE INDEX journal_entry_booking ON journal_entry (booking_id);
-- A booking is billed once: what comes later is a reversal or an adjustment.
CREATE UNIQUE INDEX journal_entry_once ON journal_entry (booking_id)
  WHERE booking_id IS NOT NULL AND kind IN ('usage', 'late-cancellation', 'no-show');

CREATE TABLE transfer (
  id INTEGER PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES journal_entry (id),
  seq INTEGER NOT NULL,
  debit_id INTEGER NOT NULL,
  credit_id INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  CONSTRAINT transfer_positive CHECK (amount_minor > 0),
  CONSTRAINT transfer_two_accounts CHECK (debit_id <> credit_id),
  UNIQUE (entry_id, seq),
  FOREIGN KEY (debit_id, currency) REFERENCES account (id, currency),
  FOREIGN KEY (credit_id, currency) REFERENCES account (id, currency)
) STRICT;

-- One billable line, priced once. A reversal's lines carry the opposite sign.
CREATE TABLE charge (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  firm_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  kind TEXT NOT NULL,
  line TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  UNIQUE (entry_id, seq),
  FOREIGN KEY (firm_id, entry_id) REFERENCES journal_entry (firm_id, id),
  FOREIGN KEY (firm_id, booking_id) REFERENCES booking (firm_id, id),
  FOREIGN KEY (firm_id, project_id) REFERENCES project (firm_id, id)
) STRICT;

CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id OR reverses_id = NEW.reverses_id)
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER transfer_no_replace BEFORE INSERT ON transfer
WHEN EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM transfer WHERE entry_id = NEW.entry_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER charge_no_update BEFORE UPDATE ON charge BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER charge_no_delete BEFORE DELETE ON charge BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
CREATE TRIGGER charge_no_replace BEFORE INSERT ON charge
WHEN EXISTS (SELECT 1 FROM charge WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM charge WHERE entry_id = NEW.entry_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;

-- Answers to keep, events to send, changes to remember

CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) STRICT;
CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  leased_until INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  delivered_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (created_at) WHERE delivered_at IS NULL;

-- Exactly one row for each version of an entity.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_version INTEGER NOT NULL,
  firm_id TEXT,
  facility_id TEXT,
  detail TEXT NOT NULL DEFAULT '{}',
  CONSTRAINT audit_once UNIQUE (entity, entity_version)
) STRICT;
CREATE TABLE audit_seal (
  up_to_seq INTEGER PRIMARY KEY,
  sealed_at INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'AUDIT_IMMUTABLE'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'AUDIT_IMMUTABLE'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM audit WHERE entity = NEW.entity AND entity_version = NEW.entity_version)
BEGIN SELECT RAISE(ABORT, 'AUDIT_IMMUTABLE'); END;
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'AUDIT_IMMUTABLE'); END;
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'AUDIT_IMMUTABLE'); END;

-- A batch can't branch on a row count, so it asserts: a number other than one aborts everything with the table's token.
CREATE TABLE assert_version (n INTEGER NOT NULL, CONSTRAINT STALE_VERSION CHECK (n = 1)) STRICT;
CREATE TRIGGER assert_version_empty AFTER INSERT ON assert_version BEGIN DELETE FROM assert_version; END;
CREATE TABLE assert_rules (n INTEGER NOT NULL, CONSTRAINT STALE_RULES CHECK (n = 1)) STRICT;
CREATE TRIGGER assert_rules_empty AFTER INSERT ON assert_rules BEGIN DELETE FROM assert_rules; END;
