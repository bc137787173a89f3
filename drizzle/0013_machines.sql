-- What lab managers keep of their machines besides the catalogue, and which bookings a change has left outside it.

CREATE INDEX resource_in_order ON resource (facility_id, asset_number);

CREATE TABLE resource_tag (
  resource_id TEXT NOT NULL REFERENCES resource (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (resource_id, tag),
  CONSTRAINT resource_tag_length CHECK (length(tag) BETWEEN 1 AND 40)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_tag_tag ON resource_tag (tag, resource_id);

-- The space that an instrument stands in.
CREATE TABLE resource_room (
  resource_id TEXT PRIMARY KEY REFERENCES resource (id),
  room_id TEXT NOT NULL REFERENCES resource (id),
  CONSTRAINT resource_room_other CHECK (room_id <> resource_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_room_room ON resource_room (room_id);

-- Resources that a lab manager lets stand in for one another, beside those of one category.
CREATE TABLE resource_equivalent (
  resource_id TEXT NOT NULL REFERENCES resource (id),
  other_id TEXT NOT NULL REFERENCES resource (id),
  PRIMARY KEY (resource_id, other_id),
  CONSTRAINT resource_equivalent_other CHECK (other_id <> resource_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_equivalent_other_way ON resource_equivalent (other_id);

CREATE INDEX bundle_part_resource ON bundle_part (resource_id);

-- A photo lies in the photo store under its key.
CREATE TABLE resource_photo (
  resource_id TEXT PRIMARY KEY REFERENCES resource (id),
  key TEXT NOT NULL,
  type TEXT NOT NULL,
  CONSTRAINT resource_photo_type CHECK (type IN ('image/jpeg', 'image/png', 'image/webp'))
) STRICT, WITHOUT ROWID;

-- Bookings that a later change has left where their resource cannot be had: they stand, and are not forgotten.
CREATE TABLE booking_mark (
  booking_id TEXT PRIMARY KEY REFERENCES booking (id),
  resource_id TEXT NOT NULL REFERENCES resource (id),
  why TEXT NOT NULL,
  marked_at INTEGER NOT NULL,
  CONSTRAINT booking_mark_why CHECK (why IN ('hours', 'out-of-service', 'retired'))
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_mark_resource ON booking_mark (resource_id);
-- A new time was judged anew, and what is over concerns nobody.
CREATE TRIGGER booking_mark_goes AFTER UPDATE OF starts_at, ends_at, state ON booking
WHEN NEW.starts_at <> OLD.starts_at OR NEW.ends_at <> OLD.ends_at
  OR NEW.state NOT IN ('offered', 'pending', 'confirmed', 'in-use')
BEGIN DELETE FROM booking_mark WHERE booking_id = NEW.id; END;

-- A catalogue file that somebody has sent to see what it would change: the last one of each.
CREATE TABLE catalogue_draft (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  id TEXT NOT NULL,
  file TEXT NOT NULL,
  report TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  applied_at INTEGER
) STRICT;
