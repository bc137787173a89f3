-- The period of what is stated comes along with it: to look it up for each line took a tenth of a month's issuing.
ALTER TABLE statement_entry ADD COLUMN period TEXT;
DROP TRIGGER statement_entry_stated;
CREATE TRIGGER statement_entry_stated AFTER INSERT ON statement_entry
BEGIN
  DELETE FROM unstated_entry WHERE firm_id = NEW.firm_id AND entry_id = NEW.entry_id
    AND period = ifnull(NEW.period, (SELECT period FROM journal_entry WHERE id = NEW.entry_id));
END;
