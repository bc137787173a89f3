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
