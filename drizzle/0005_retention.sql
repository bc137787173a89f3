-- What is kept for a while only is found by its age.

CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX invitation_expires ON invitation (expires_at) WHERE address IS NOT NULL;
CREATE INDEX person_created ON person (created_at) WHERE erased_at IS NULL;
CREATE INDEX demo_mail_address ON demo_mail (address);
CREATE INDEX sign_in_attempt_person ON sign_in_attempt (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX access_grant_person ON access_grant (subject_id) WHERE subject_kind = 'person';
