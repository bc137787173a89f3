-- When somebody is there to assist (null: not told apart from being open), and weeks that begin on a date yet to come.
ALTER TABLE opening_hours ADD COLUMN staffed TEXT;
ALTER TABLE opening_hours ADD COLUMN later TEXT NOT NULL DEFAULT '[]';
