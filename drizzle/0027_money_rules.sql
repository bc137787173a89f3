-- Told of beside what a quota allows, as its refusal would name it: of a firm's credit line, its room.
DROP TRIGGER quota_alert_insert;
CREATE TRIGGER quota_alert_insert AFTER INSERT ON quota_use WHEN NEW.counted_id = ''
BEGIN
  INSERT INTO quota_alert (quota_id, bucket, percent)
    SELECT q.id, NEW.bucket, p.value FROM quota q CROSS JOIN quota_room m ON m.id = q.id
      CROSS JOIN json_each('[80,100]') p
    WHERE q.id = NEW.quota_id AND q.kind <> 'entitlement' AND q.subject_kind IN ('firm', 'project')
      AND q.window <> 'rolling' AND m.limit_value > 0
      AND (NEW.used - NEW.waived) * 100 >= m.limit_value * p.value
    ON CONFLICT DO NOTHING;
END;
DROP TRIGGER quota_alert_update;
CREATE TRIGGER quota_alert_update AFTER UPDATE OF used, waived ON quota_use
WHEN NEW.counted_id = '' AND NEW.used - NEW.waived > OLD.used - OLD.waived
BEGIN
  INSERT INTO quota_alert (quota_id, bucket, percent)
    SELECT q.id, NEW.bucket, p.value FROM quota q CROSS JOIN quota_room m ON m.id = q.id
      CROSS JOIN json_each('[80,100]') p
    WHERE q.id = NEW.quota_id AND q.kind <> 'entitlement' AND q.subject_kind IN ('firm', 'project')
      AND q.window <> 'rolling' AND m.limit_value > 0
      AND (NEW.used - NEW.waived) * 100 >= m.limit_value * p.value
    ON CONFLICT DO NOTHING;
END;

-- A firm's credit is its balance and its line less what it owes and holds, all at once, so a line counts without an
-- end: one that is drawn by the month or year counts like any other, and its counters so far become one.
DROP TRIGGER quota_billed_before;
CREATE TRIGGER quota_billed_before AFTER INSERT ON quota
WHEN NEW.kind = 'credit' AND NEW.subject_kind = 'firm'
BEGIN
  UPDATE quota SET window = 'none', window_days = 0, billed_before =
    (SELECT ifnull(sum(total_minor + carried_minor - set_off_minor), 0) FROM statement WHERE firm_id = NEW.subject_id)
    + (SELECT ifnull(sum(c.amount_minor), 0) FROM unstated_entry u JOIN charge c ON c.entry_id = u.entry_id
      WHERE u.firm_id = NEW.subject_id) WHERE id = NEW.id;
END;
DROP TRIGGER quota_limit_insert;
CREATE TABLE drawn_by_window AS SELECT id FROM quota
  WHERE kind = 'credit' AND subject_kind = 'firm' AND window <> 'none';
UPDATE quota SET window = 'none', window_days = 0 WHERE id IN (SELECT id FROM drawn_by_window);
CREATE TABLE counted_once AS
  SELECT booking_id, quota_id, counted_id, sum(amount) AS amount, sum(waived) AS waived FROM booking_quota_use
  WHERE quota_id IN (SELECT id FROM drawn_by_window) GROUP BY booking_id, quota_id, counted_id;
DELETE FROM booking_quota_use WHERE quota_id IN (SELECT id FROM drawn_by_window);
DELETE FROM quota_use WHERE quota_id IN (SELECT id FROM drawn_by_window);
INSERT INTO booking_quota_use (booking_id, quota_id, counted_id, bucket, amount, waived)
  SELECT booking_id, quota_id, counted_id, 0, amount, waived FROM counted_once;
INSERT INTO quota_use (quota_id, counted_id, bucket, used, waived)
  SELECT quota_id, counted_id, 0, sum(amount), sum(waived) FROM counted_once GROUP BY quota_id, counted_id;
UPDATE quota SET billed_before =
  (SELECT ifnull(sum(total_minor + carried_minor - set_off_minor), 0) FROM statement WHERE firm_id = subject_id)
  + (SELECT ifnull(sum(c.amount_minor), 0) FROM unstated_entry u JOIN charge c ON c.entry_id = u.entry_id
    WHERE u.firm_id = subject_id)
  + (SELECT ifnull(sum(t.amount - t.waived), 0) FROM booking_quota_use t JOIN booking b ON b.id = t.booking_id
    WHERE t.quota_id = quota.id AND b.settlement IN ('held', 'due'))
  - (SELECT ifnull(sum(u.used - u.waived), 0) FROM quota_use u WHERE u.quota_id = quota.id)
  WHERE id IN (SELECT id FROM drawn_by_window);
DROP TABLE counted_once;
DROP TABLE drawn_by_window;
CREATE TRIGGER quota_limit_insert AFTER INSERT ON quota_use
WHEN NEW.used - NEW.waived > (SELECT limit_value FROM quota_room WHERE id = NEW.quota_id)
BEGIN SELECT RAISE(ABORT, 'QUOTA_EXCEEDED'); END;

-- Free machine time of a tier, each month: firms that come to the tier later have it too. What was set before this
-- table stays with the firms that it was set for.
CREATE TABLE tier_entitlement (
  tier TEXT NOT NULL,
  scope_kind TEXT NOT NULL,
  scope_id TEXT NOT NULL,
  limit_value INTEGER NOT NULL,
  PRIMARY KEY (tier, scope_kind, scope_id),
  CONSTRAINT tier_entitlement_limit CHECK (limit_value >= 0)
) STRICT, WITHOUT ROWID;
ALTER TABLE quota ADD COLUMN given_by_tier INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER firm_joins_tier AFTER INSERT ON firm
BEGIN
  INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, scope_id, measure, window, limit_value, given_by_tier)
    SELECT 'entitlement', 'firm', NEW.id, e.scope_kind, e.scope_id, 'seconds', 'month', e.limit_value, 1
    FROM tier_entitlement e WHERE e.tier = NEW.tier;
END;
-- Its old tier's hours end with it, those of its own stay; what was taken is counted as it was.
CREATE TRIGGER firm_changes_tier AFTER UPDATE OF tier ON firm WHEN NEW.tier <> OLD.tier
BEGIN
  UPDATE quota SET version = version + 1, limit_value = ifnull((SELECT e.limit_value FROM tier_entitlement e
      WHERE e.tier = NEW.tier AND e.scope_kind = quota.scope_kind AND e.scope_id = quota.scope_id), 0)
    WHERE subject_kind = 'firm' AND subject_id = NEW.id AND given_by_tier = 1;
  INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, scope_id, measure, window, limit_value, given_by_tier)
    SELECT 'entitlement', 'firm', NEW.id, e.scope_kind, e.scope_id, 'seconds', 'month', e.limit_value, 1
    FROM tier_entitlement e WHERE e.tier = NEW.tier AND NOT EXISTS (SELECT 1 FROM quota q
      WHERE q.subject_kind = 'firm' AND q.subject_id = NEW.id AND q.kind = 'entitlement'
        AND q.scope_kind = e.scope_kind AND q.scope_id = e.scope_id AND q.measure = 'seconds' AND q.window = 'month'
        AND q.band = 'all');
END;
