-- What a laboratory must know: what is due when, what is asked at booking, which conditions a room has, and certificates.

-- Until when a machine may be used without being looked after: one date for each kind.
CREATE TABLE due (
  resource_id TEXT NOT NULL REFERENCES resource (id),
  kind TEXT NOT NULL,
  -- The midnight that ends the day on which it is due.
  due_at INTEGER NOT NULL,
  warn_days INTEGER NOT NULL,
  warn_at INTEGER NOT NULL,
  every_days INTEGER NOT NULL,
  blocks INTEGER NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (resource_id, kind),
  CONSTRAINT due_kind CHECK (kind IN ('calibration', 'maintenance', 'safety')),
  CONSTRAINT due_warning CHECK (warn_days BETWEEN 0 AND 365 AND warn_at = due_at - warn_days * 86400),
  CONSTRAINT due_interval CHECK (every_days BETWEEN 1 AND 3650),
  CONSTRAINT due_blocks CHECK (blocks IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX due_warned ON due (warn_at, resource_id);

-- Asked of whoever books a machine, or any machine of a category in a facility.
CREATE TABLE question (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  resource_id TEXT REFERENCES resource (id),
  category_id TEXT REFERENCES category (id),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  hans TEXT NOT NULL,
  hant TEXT NOT NULL,
  en TEXT NOT NULL,
  choices TEXT NOT NULL,
  required INTEGER NOT NULL,
  CONSTRAINT question_of CHECK ((resource_id IS NULL) <> (category_id IS NULL)),
  CONSTRAINT question_kind CHECK (kind IN ('text', 'choice', 'yes-no', 'number')),
  CONSTRAINT question_required CHECK (required IN (0, 1))
) STRICT;
CREATE INDEX question_resource ON question (resource_id, id) WHERE resource_id IS NOT NULL;
CREATE INDEX question_category ON question (category_id, facility_id, id) WHERE category_id IS NOT NULL;

-- What was answered, with the question as it was asked then.
CREATE TABLE booking_answer (
  booking_id TEXT NOT NULL REFERENCES booking (id),
  question_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  hans TEXT NOT NULL,
  hant TEXT NOT NULL,
  en TEXT NOT NULL,
  kind TEXT NOT NULL,
  answer TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  resource_id TEXT NOT NULL REFERENCES resource (id),
  PRIMARY KEY (booking_id, question_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_answer_person ON booking_answer (person_id, resource_id, booking_id);

-- Conditions of a room: ISO class, biosafety level, air changes an hour, power that does not fail (1).
CREATE TABLE resource_condition (
  resource_id TEXT NOT NULL REFERENCES resource (id),
  kind TEXT NOT NULL,
  grade INTEGER NOT NULL,
  PRIMARY KEY (resource_id, kind),
  CONSTRAINT resource_condition_grade CHECK (CASE kind WHEN 'clean' THEN grade BETWEEN 1 AND 9
    WHEN 'biosafety' THEN grade BETWEEN 1 AND 4 WHEN 'ventilation' THEN grade BETWEEN 1 AND 999
    WHEN 'power' THEN grade = 1 ELSE 0 END)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_condition_grade ON resource_condition (kind, grade, resource_id);

-- A paper that says for what its person is trained; who knows its code may ask whether it still holds.
CREATE TABLE certificate (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  qualification_id TEXT NOT NULL REFERENCES qualification_kind (id),
  made_at INTEGER NOT NULL,
  UNIQUE (person_id, qualification_id)
) STRICT;
