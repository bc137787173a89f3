-- The codes on the machines, and what people report of them.

-- What a sticker says: eight characters of Crockford's base 32 without a meaning. A code is never given twice; one that
-- was replaced still leads to its resource.
CREATE TABLE qr_code (
  code TEXT PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  -- Null for the sticker of the whole resource.
  unit_id INTEGER,
  replaced_at INTEGER,
  CONSTRAINT qr_code_form CHECK (length(code) = 8 AND code NOT GLOB '*[^0-9a-hjkmnp-tv-z]*'),
  FOREIGN KEY (resource_id, unit_id) REFERENCES unit (resource_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX qr_code_live ON qr_code (resource_id, ifnull(unit_id, 0)) WHERE replaced_at IS NULL;
CREATE INDEX qr_code_unit ON qr_code (resource_id, unit_id);

-- Whoever adds something here gets a fresh code for it: the database draws it, so that no way into the catalogue can forget to.
CREATE VIEW uncoded AS SELECT resource_id, unit_id FROM qr_code WHERE 0;
CREATE TRIGGER uncoded_gets_code INSTEAD OF INSERT ON uncoded
BEGIN
  INSERT INTO qr_code (code, resource_id, unit_id) VALUES (
    substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1)
    || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1)
    || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1)
    || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1) || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (random() & 31), 1),
    NEW.resource_id, NEW.unit_id);
END;
-- A park that is being copied has no row of its own yet, and brings its codes along.
CREATE TRIGGER resource_gets_code AFTER INSERT ON resource WHEN EXISTS (SELECT 1 FROM park)
BEGIN INSERT INTO uncoded (resource_id, unit_id) VALUES (NEW.id, NULL); END;
CREATE TRIGGER unit_gets_code AFTER INSERT ON unit WHEN EXISTS (SELECT 1 FROM park)
BEGIN INSERT INTO uncoded (resource_id, unit_id) VALUES (NEW.resource_id, NEW.id); END;
INSERT INTO uncoded (resource_id, unit_id) SELECT id, NULL FROM resource;
INSERT INTO uncoded (resource_id, unit_id) SELECT resource_id, id FROM unit;

-- What somebody found wrong with a resource.
CREATE TABLE fault_report (
  id TEXT PRIMARY KEY,
  resource_id TEXT NOT NULL REFERENCES resource (id),
  unit_id INTEGER,
  person_id TEXT NOT NULL REFERENCES person (id),
  -- Whose work it disturbs; null for staff of the park.
  firm_id TEXT REFERENCES firm (id),
  booking_id TEXT,
  usable INTEGER NOT NULL,
  -- Empty once its writer is erased.
  words TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  version INTEGER NOT NULL DEFAULT 1,
  reported_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by TEXT REFERENCES person (id),
  answer TEXT NOT NULL DEFAULT '',
  CONSTRAINT fault_report_usable CHECK (usable IN (0, 1)),
  CONSTRAINT fault_report_words CHECK (length(words) <= 2000),
  CONSTRAINT fault_report_state CHECK (state IN ('open', 'closed') AND (state = 'closed') = (closed_at IS NOT NULL)
    AND (closed_at IS NULL) = (closed_by IS NULL)),
  CONSTRAINT fault_report_booking CHECK (booking_id IS NULL OR firm_id IS NOT NULL),
  FOREIGN KEY (resource_id, unit_id) REFERENCES unit (resource_id, id),
  FOREIGN KEY (firm_id, booking_id) REFERENCES booking (firm_id, id)
) STRICT;
CREATE INDEX fault_report_open ON fault_report (resource_id, reported_at) WHERE state = 'open';
CREATE INDEX fault_report_resource ON fault_report (resource_id, reported_at);
CREATE INDEX fault_report_person ON fault_report (person_id, reported_at);

-- A photo lies in the photo store under its key; this row says whose it is and when it goes.
CREATE TABLE fault_photo (
  key TEXT PRIMARY KEY,
  fault_id TEXT NOT NULL REFERENCES fault_report (id),
  type TEXT NOT NULL,
  forget_at INTEGER,
  CONSTRAINT fault_photo_type CHECK (type IN ('image/jpeg', 'image/png', 'image/webp')),
  CONSTRAINT fault_photo_once UNIQUE (fault_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fault_photo_forget ON fault_photo (forget_at) WHERE forget_at IS NOT NULL;
