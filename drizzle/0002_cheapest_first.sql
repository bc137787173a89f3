-- Prices of one category from the lowest up: a search for free time walks them and stops when its page is full.
CREATE INDEX rate_cheapest ON rate (price_category, per_hour_minor, resource_id, valid_from);
-- The units of a resource that may be booked, without a look at their rows.
CREATE INDEX unit_active ON unit (resource_id) WHERE state = 'active';
