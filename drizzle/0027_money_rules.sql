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
