-- The ledger of one period, of the park or of a firm: a late charge's period is not that of its time.
CREATE INDEX journal_entry_month ON journal_entry (period, occurred_at);
CREATE INDEX journal_entry_firm_month ON journal_entry (firm_id, period, occurred_at);

-- A budget or limit that reached 80 or 100 % in a window: once each, whatever comes and goes afterwards.
CREATE TABLE quota_alert (
  quota_id INTEGER NOT NULL REFERENCES quota (id),
  bucket INTEGER NOT NULL,
  percent INTEGER NOT NULL,
  told_at INTEGER,
  PRIMARY KEY (quota_id, bucket, percent),
  CONSTRAINT quota_alert_percent CHECK (percent IN (80, 100))
) STRICT, WITHOUT ROWID;
CREATE INDEX quota_alert_untold ON quota_alert (quota_id, bucket, percent) WHERE told_at IS NULL;
-- A firm's or a project's own, in a window that begins anew or never; a rolling one has none to be told once in.
CREATE TRIGGER quota_alert_insert AFTER INSERT ON quota_use WHEN NEW.counted_id = ''
BEGIN
  INSERT INTO quota_alert (quota_id, bucket, percent)
    SELECT q.id, NEW.bucket, p.value FROM quota q CROSS JOIN json_each('[80,100]') p
    WHERE q.id = NEW.quota_id AND q.kind <> 'entitlement' AND q.subject_kind IN ('firm', 'project')
      AND q.window <> 'rolling' AND q.limit_value > 0
      AND (NEW.used - NEW.waived) * 100 >= q.limit_value * p.value
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER quota_alert_update AFTER UPDATE OF used, waived ON quota_use
WHEN NEW.counted_id = '' AND NEW.used - NEW.waived > OLD.used - OLD.waived
BEGIN
  INSERT INTO quota_alert (quota_id, bucket, percent)
    SELECT q.id, NEW.bucket, p.value FROM quota q CROSS JOIN json_each('[80,100]') p
    WHERE q.id = NEW.quota_id AND q.kind <> 'entitlement' AND q.subject_kind IN ('firm', 'project')
      AND q.window <> 'rolling' AND q.limit_value > 0
      AND (NEW.used - NEW.waived) * 100 >= q.limit_value * p.value
    ON CONFLICT DO NOTHING;
END;
