-- Who must consent to a booking: several at once, each by a deadline; who stands in for them; and consent given ahead.

-- People who answer for safety at a facility, beside their other roles.
CREATE TABLE safety_officer (
  facility_id TEXT NOT NULL REFERENCES facility (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  named_by TEXT NOT NULL REFERENCES person (id),
  named_at INTEGER NOT NULL,
  PRIMARY KEY (facility_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX safety_officer_person ON safety_officer (person_id);

-- Somebody who decides in another's place for a while.
CREATE TABLE approval_delegation (
  id TEXT PRIMARY KEY,
  approver_id TEXT NOT NULL REFERENCES person (id),
  delegate_id TEXT NOT NULL REFERENCES person (id),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- When it was taken back before its end.
  ended_at INTEGER,
  CONSTRAINT approval_delegation_interval CHECK (ends_at > starts_at),
  CONSTRAINT approval_delegation_two CHECK (approver_id <> delegate_id)
) STRICT;
CREATE INDEX approval_delegation_delegate ON approval_delegation (delegate_id, ends_at) WHERE ended_at IS NULL;
CREATE INDEX approval_delegation_approver ON approval_delegation (approver_id, ends_at) WHERE ended_at IS NULL;

-- Consent given ahead, for a kind of use, until it lapses or is withdrawn.
CREATE TABLE preapproval (
  id TEXT PRIMARY KEY,
  step TEXT NOT NULL,
  -- Whose consent it is: the facility's, or for a firm's own admins the firm's.
  facility_id TEXT REFERENCES facility (id),
  firm_id TEXT REFERENCES firm (id),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  resource_id TEXT REFERENCES resource (id),
  category_id TEXT REFERENCES category (id),
  -- The longest booking that it covers; null for any length.
  max_minutes INTEGER,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  created_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  withdrawn_by TEXT REFERENCES person (id),
  withdrawn_at INTEGER,
  CONSTRAINT preapproval_step CHECK (CASE step WHEN 'firm-admin' THEN firm_id IS NOT NULL AND facility_id IS NULL
    WHEN 'lab-manager' THEN facility_id IS NOT NULL AND firm_id IS NULL
    WHEN 'safety' THEN facility_id IS NOT NULL AND firm_id IS NULL ELSE 0 END),
  CONSTRAINT preapproval_subject CHECK (subject_kind IN ('firm', 'person', 'project')),
  CONSTRAINT preapproval_use CHECK ((resource_id IS NULL) <> (category_id IS NULL)),
  CONSTRAINT preapproval_minutes CHECK (max_minutes > 0),
  CONSTRAINT preapproval_interval CHECK (ends_at > starts_at),
  CONSTRAINT preapproval_withdrawn CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
) STRICT;
CREATE INDEX preapproval_covers ON preapproval (subject_id, ends_at) WHERE withdrawn_at IS NULL;
CREATE INDEX preapproval_of_facility ON preapproval (facility_id, ends_at) WHERE facility_id IS NOT NULL;
CREATE INDEX preapproval_of_firm ON preapproval (firm_id, ends_at) WHERE firm_id IS NOT NULL;

-- Whose consent a booking was asked for, and what they said. All are asked at once.
CREATE TABLE approval (
  booking_id TEXT NOT NULL,
  step TEXT NOT NULL,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  firm_id TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  decide_by INTEGER NOT NULL,
  -- Null while it is awaited. `ahead` was given before it was asked for; `over` is what nobody needs any more.
  decision TEXT,
  decided_at INTEGER,
  decided_by TEXT REFERENCES person (id),
  -- Whose place they took.
  acting_for TEXT REFERENCES person (id),
  reason TEXT NOT NULL DEFAULT '',
  preapproval_id TEXT REFERENCES preapproval (id),
  CONSTRAINT approval_step CHECK (step IN ('lab-manager', 'safety', 'firm-admin')),
  CONSTRAINT approval_decision CHECK (decision IN ('approved', 'rejected', 'ahead', 'over')),
  CONSTRAINT approval_decider CHECK ((decided_by IS NOT NULL) = ifnull(decision IN ('approved', 'rejected'), 0)
    AND (decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT approval_ahead CHECK ((preapproval_id IS NOT NULL) = ifnull(decision = 'ahead', 0)),
  PRIMARY KEY (booking_id, step),
  FOREIGN KEY (firm_id, booking_id) REFERENCES booking (firm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_of_facility ON approval (facility_id, step, decide_by) WHERE decision IS NULL;
CREATE INDEX approval_of_firm ON approval (firm_id, step, decide_by) WHERE decision IS NULL;

-- Nothing is confirmed while somebody's consent is awaited, whatever the application does.
CREATE TRIGGER approval_before_confirming BEFORE UPDATE OF state ON booking
WHEN OLD.state = 'pending' AND NEW.state IN ('confirmed', 'in-use')
  AND EXISTS (SELECT 1 FROM approval WHERE booking_id = NEW.id AND decision IS NULL)
BEGIN SELECT RAISE(ABORT, 'STALE_VERSION'); END;

-- What ends a request ends what is still asked of it.
CREATE TRIGGER approval_over AFTER UPDATE OF state ON booking WHEN OLD.state = 'pending' AND NEW.state <> 'pending'
BEGIN UPDATE approval SET decision = 'over' WHERE booking_id = NEW.id AND decision IS NULL; END;

-- A decision is made once, and stays.
CREATE TRIGGER approval_once BEFORE UPDATE OF decision ON approval
WHEN OLD.decision IS NOT NULL AND OLD.decision <> 'over' AND NEW.decision IS NOT OLD.decision
BEGIN SELECT RAISE(ABORT, 'STALE_VERSION'); END;

-- Consent given ahead is relied on only while it stands.
CREATE TRIGGER approval_ahead_stands BEFORE INSERT ON approval WHEN NEW.preapproval_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM preapproval WHERE id = NEW.preapproval_id AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'STALE_RULES'); END;

-- Who may decide changes like a role: what was judged of it before is judged again.
CREATE TRIGGER safety_officer_named AFTER INSERT ON safety_officer
BEGIN UPDATE person SET access_version = access_version + 1 WHERE id = NEW.person_id; END;
CREATE TRIGGER safety_officer_ended AFTER DELETE ON safety_officer
BEGIN UPDATE person SET access_version = access_version + 1 WHERE id = OLD.person_id; END;
CREATE TRIGGER approval_delegation_made AFTER INSERT ON approval_delegation
BEGIN UPDATE person SET access_version = access_version + 1 WHERE id = NEW.delegate_id; END;
CREATE TRIGGER approval_delegation_ended AFTER UPDATE OF ended_at ON approval_delegation
BEGIN UPDATE person SET access_version = access_version + 1 WHERE id = NEW.delegate_id; END;

-- What a resource asks for becomes a list, and what is asked already, its steps.
UPDATE resource SET policy = json_remove(json_set(policy, '$.approvals',
  CASE policy ->> '$.approval' WHEN 'lab-manager'
    THEN json_array(json_object('by', 'lab-manager', 'hours', policy ->> '$.approvalHours')) ELSE json('[]') END),
  '$.approval', '$.approvalHours'), rules_version = rules_version + 1;
INSERT INTO approval (booking_id, step, facility_id, firm_id, asked_at, decide_by)
  SELECT b.id, 'lab-manager', r.facility_id, b.firm_id, b.requested_at, coalesce(b.wake_at, b.starts_at)
  FROM booking b JOIN resource r ON r.id = b.resource_id WHERE b.state = 'pending';
