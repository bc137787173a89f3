-- How long a booking can be at most: a list of bookings that touch a time begins to look so long before it.
CREATE INDEX resource_longest ON resource (max_minutes);
