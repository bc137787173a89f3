-- Things in the labs that speak for machines without a person signed in: a screen by the door, a power meter, a card
-- reader.

CREATE TABLE station (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The machine of a meter or a reader; a kiosk shows all that stand in its room.
  resource_id TEXT,
  unit_id INTEGER,
  room TEXT NOT NULL DEFAULT '',
  token_hash TEXT NOT NULL UNIQUE,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  heard_at INTEGER,
  CONSTRAINT station_kind CHECK (kind IN ('kiosk', 'sensor', 'card')),
  CONSTRAINT station_unit CHECK ((kind = 'kiosk') = (unit_id IS NULL) AND (unit_id IS NULL) = (resource_id IS NULL)),
  CONSTRAINT station_room CHECK ((kind = 'kiosk') = (room <> '')),
  FOREIGN KEY (resource_id, unit_id) REFERENCES unit (resource_id, id)
) STRICT;
CREATE INDEX station_facility ON station (facility_id, created_at);

-- What was heard: that a machine is on or off. Kept as evidence of use, graded by who said it.
CREATE TABLE signal (
  station_id TEXT NOT NULL REFERENCES station (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  heard_at INTEGER NOT NULL,
  PRIMARY KEY (unit_id, at, station_id, state),
  CONSTRAINT signal_state CHECK (state IN ('on', 'off'))
) STRICT, WITHOUT ROWID;
-- The machines of a room, for its screen.
CREATE INDEX resource_place ON resource (facility_id, location, asset_number);
