-- What a search for free time asks of each resource, without a look at its wide row.
CREATE INDEX resource_search ON resource (id, state, kind, category_id, facility_id, hours_id, min_minutes, max_minutes,
  qualification_id, restricted, setup_minutes, cleanup_minutes);
