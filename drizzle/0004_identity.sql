-- Who people are, how they prove it, and what firms decide about their own.

-- Firms

ALTER TABLE firm ADD COLUMN kind TEXT NOT NULL DEFAULT 'company'
  CONSTRAINT firm_kind CHECK (kind IN ('company', 'hospital', 'university', 'outside'));
-- The unified social credit code, GB 32100.
ALTER TABLE firm ADD COLUMN credit_code TEXT;
-- Why new bookings are refused, as its people are told.
ALTER TABLE firm ADD COLUMN suspension_reason TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX firm_credit_code ON firm (credit_code) WHERE credit_code IS NOT NULL;

-- Whose addresses end so. One firm's at most: a domain vouches for its firm.
CREATE TABLE firm_domain (
  domain TEXT PRIMARY KEY,
  firm_id TEXT NOT NULL REFERENCES firm (id),
  CONSTRAINT firm_domain_lower CHECK (domain = lower(domain))
) STRICT, WITHOUT ROWID;
CREATE INDEX firm_domain_firm ON firm_domain (firm_id);

ALTER TABLE project ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- Only its members may book on a restricted project; on any other, whoever may book for the firm.
ALTER TABLE project ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CONSTRAINT project_restricted CHECK (restricted IN (0, 1));
CREATE TABLE project_member (
  firm_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (project_id, person_id),
  FOREIGN KEY (firm_id, project_id) REFERENCES project (firm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_member_person ON project_member (person_id);

CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  firm_id TEXT REFERENCES firm (id),
  facility_id TEXT REFERENCES facility (id),
  -- Null invites whoever has the link.
  address TEXT,
  invited_by TEXT NOT NULL REFERENCES person (id),
  uses_left INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CONSTRAINT invitation_token UNIQUE (token_hash),
  CONSTRAINT INVITATION_SPENT CHECK (uses_left >= 0),
  CONSTRAINT invitation_interval CHECK (expires_at > created_at)
) STRICT;
CREATE INDEX invitation_firm ON invitation (firm_id, created_at);
CREATE INDEX invitation_address ON invitation (address) WHERE address IS NOT NULL;

CREATE TABLE join_request (
  id TEXT PRIMARY KEY,
  firm_id TEXT NOT NULL REFERENCES firm (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT REFERENCES person (id),
  decision TEXT,
  CONSTRAINT join_request_decision CHECK ((decided_at IS NULL) = (decision IS NULL) AND decision IN ('accepted', 'declined', 'withdrawn'))
) STRICT;
CREATE UNIQUE INDEX join_request_once ON join_request (firm_id, person_id) WHERE decided_at IS NULL;
CREATE INDEX join_request_person ON join_request (person_id);

-- People, and what they prove themselves with

ALTER TABLE person ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
-- Name and address are gone; what was booked and billed stays.
ALTER TABLE person ADD COLUMN erased_at INTEGER;

-- What a session is called outside: its hash never leaves.
ALTER TABLE session ADD COLUMN id TEXT;
ALTER TABLE session ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN last_used_at INTEGER;
-- What a bearer token may do, as a JSON array; null: all that its person may.
ALTER TABLE session ADD COLUMN scopes TEXT;
-- The firm that a browser acts for, of a person who has several.
ALTER TABLE session ADD COLUMN firm_id TEXT REFERENCES firm (id);
-- The person's when the token was drawn; a browser's token is drawn anew when it is older.
ALTER TABLE session ADD COLUMN access_version INTEGER;
CREATE UNIQUE INDEX session_id ON session (id) WHERE id IS NOT NULL;
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE passkey (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL DEFAULT '[]',
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkey_person ON passkey (person_id);

-- An OpenID Connect issuer: the park's own, or one that a firm's people sign in with.
CREATE TABLE identity_provider (
  id TEXT PRIMARY KEY,
  firm_id TEXT REFERENCES firm (id),
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;
CREATE INDEX identity_provider_firm ON identity_provider (firm_id);
CREATE TABLE identity (
  provider_id TEXT NOT NULL REFERENCES identity_provider (id),
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (provider_id, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_person ON identity (person_id);

-- A sign-in that a browser began. Known by the hash of a token in that browser's cookie, so that nobody else can end it.
CREATE TABLE sign_in_attempt (
  browser_hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  -- The hash of the code, the passkey's challenge, or the state, nonce and verifier of OpenID Connect.
  secret TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  provider_id TEXT REFERENCES identity_provider (id),
  -- Who the provider says it is, until a code proves the address as well.
  subject TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT sign_in_attempt_kind CHECK (kind IN ('code', 'passkey', 'new-passkey', 'oidc')),
  CONSTRAINT TRIES_SPENT CHECK (tries BETWEEN 0 AND 5)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempt_address ON sign_in_attempt (address, created_at);
CREATE INDEX sign_in_attempt_expires ON sign_in_attempt (expires_at);
-- Each code may be tried five times, so the codes of one address are few as well: six in ten minutes.
CREATE TRIGGER sign_in_attempt_few BEFORE INSERT ON sign_in_attempt
WHEN NEW.kind = 'code' AND (SELECT count(*) FROM sign_in_attempt WHERE address = NEW.address
  AND created_at > NEW.created_at - 600 AND kind = 'code') >= 6
BEGIN SELECT RAISE(ABORT, 'CODES_SPENT'); END;

CREATE INDEX role_name ON role (role);
CREATE INDEX role_facility ON role (facility_id) WHERE facility_id IS NOT NULL;

-- Mail

ALTER TABLE outbox ADD COLUMN lease TEXT;
ALTER TABLE outbox ADD COLUMN given_up_at INTEGER;
ALTER TABLE outbox ADD COLUMN last_error TEXT;
-- What waits, by when it may be tried: a lease, or a pause after a failure, holds it back until then.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_due ON outbox (coalesce(leased_until, 0), created_at) WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL;

-- A demo park sends no mail: it keeps it here, to be read at /demo/mail.
CREATE TABLE demo_mail (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  sent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX demo_mail_sent ON demo_mail (sent_at);

-- Who did what, and when

CREATE INDEX audit_actor ON audit (actor_id, at, entity, entity_version);
CREATE INDEX audit_firm ON audit (firm_id, at);
CREATE INDEX audit_facility ON audit (facility_id, at);
CREATE INDEX audit_at ON audit (at, entity, entity_version);
