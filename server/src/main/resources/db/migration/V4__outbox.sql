-- Effects: what follows from decisions outside the region. A row for each message and effect, written in the
-- transaction that decides or corrects the message, and kept as long as the message: it says which revision the
-- target knows. Neither content nor an address is in it.
SET LOCAL search_path = postmeridian, pg_temp;

CREATE TABLE outbox (
  message_id   message_id NOT NULL,
  effect       text COLLATE "C" NOT NULL CHECK (octet_length(effect) BETWEEN 1 AND 40),
  country      char(2) NOT NULL,
  revision     bigint NOT NULL,
  decided      jsonb NOT NULL,
  once         boolean NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
  since        timestamptz NOT NULL DEFAULT now(),
  run_at       timestamptz NOT NULL DEFAULT now(),
  attempts     int NOT NULL DEFAULT 0,
  claims       bigint NOT NULL DEFAULT 0, -- never goes back: an end that names an earlier one is late
  leased_until timestamptz,
  leased_by    text,
  ended_at     timestamptz,
  last_error   text,
  PRIMARY KEY (message_id, effect)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);
CREATE INDEX outbox_due ON outbox (effect, run_at) INCLUDE (country, leased_until) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (effect) WHERE state = 'dead';
CREATE INDEX outbox_newest ON outbox (since DESC, message_id DESC, effect DESC);

-- When what a message was decided to be was last said, as a number that all regions work out alike and that only
-- grows: milliseconds since 1970, times a thousand, and the stamp's counter.
CREATE FUNCTION revision_of(stamps jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT ('x' || lpad(left(newest, 12), 16, '0'))::bit(64)::bigint * 1000
    + least(('x' || lpad(substr(newest, 14, 4), 8, '0'))::bit(32)::int, 999)
  FROM (SELECT max(value COLLATE "C") AS newest FROM jsonb_each_text(stamps)
    WHERE key IN ('decision', 'quarantine', 'person_junk', 'person_queue', 'person_priority', 'person_needs_reply')) said
$$;

-- Whether an effect is for a queue's mail; for every queue but junk where none is named.
CREATE FUNCTION is_for(queues jsonb, queue text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(CASE WHEN queues IS NULL THEN queue <> 'junk' ELSE queues ? queue END, false)
$$;

-- Writes the effects of messages that were just decided or corrected, in the same transaction, after the change. Rules
-- say which effect is for which queues and countries (null for every country). A target that was told of a message is
-- told of each further revision, wherever the message is now, also by a region that has taken over from the one that
-- told it; but for effects that happen once, such as a mail that was forwarded. What decides nothing new makes no
-- revision.
CREATE FUNCTION put_effects(ids bytea[], rules jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
  INSERT INTO outbox AS o (message_id, effect, country, revision, decided, once)
  SELECT m.id, r.effect, m.country, revision_of(m.stamps),
    jsonb_build_array(m.state, m.junk, m.queue, m.priority, m.needs_reply), r.once
  FROM message m, jsonb_to_recordset(rules) AS r(effect text, queues jsonb, countries jsonb, once boolean)
  WHERE m.id = ANY (ids) AND m.state IN ('triaged', 'quarantined')
    AND (r.countries IS NULL OR r.countries ? m.country)
    AND (is_for(r.queues, m.queue) OR NOT r.once AND (
      EXISTS (SELECT FROM outbox told WHERE told.message_id = m.id AND told.effect = r.effect)
      OR m.stamps ?| ARRAY['person_queue', 'person_junk'] AND EXISTS (
        SELECT FROM change c WHERE c.message_id = m.id AND (is_for(r.queues, c.fields->'decision'->>'queue')
          OR is_for(r.queues, c.fields->'person_queue'->>'value')))))
  ORDER BY m.id, r.effect
  ON CONFLICT (message_id, effect) DO UPDATE SET
    revision = greatest(excluded.revision, o.revision + 1), decided = excluded.decided, once = excluded.once,
    state = 'waiting', since = now(), run_at = now(), attempts = 0, ended_at = NULL, last_error = NULL
  WHERE o.decided IS DISTINCT FROM excluded.decided AND (NOT excluded.once OR o.state = 'waiting')
$$;

-- What is erased has no effect any more.
CREATE FUNCTION drop_effects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
BEGIN
  DELETE FROM outbox WHERE message_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER drop_effects AFTER UPDATE OF state ON message
  FOR EACH ROW WHEN (NEW.state = 'erased' AND OLD.state IS DISTINCT FROM 'erased') EXECUTE FUNCTION drop_effects();

REVOKE ALL ON FUNCTION revision_of(jsonb), is_for(jsonb, text), put_effects(bytea[], jsonb), drop_effects() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION put_effects(bytea[], jsonb) TO ${worker}, ${console};
GRANT EXECUTE ON FUNCTION pressing(text, text, boolean, text) TO ${worker};
GRANT SELECT, UPDATE, DELETE ON outbox TO ${worker};
GRANT SELECT, DELETE ON outbox TO ${console};
GRANT UPDATE (state, since, run_at, attempts, ended_at, last_error) ON outbox TO ${console};

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY services ON postmeridian.outbox TO %I, ${worker} USING (true) WITH CHECK (true)',
    current_user);
END $$;
-- Whoever sees a message sees its effects: of mail that people may not see, none.
CREATE POLICY people_read ON outbox FOR SELECT TO ${console} USING (
  EXISTS (SELECT FROM message m WHERE m.id = outbox.message_id));
CREATE POLICY people_retry ON outbox FOR UPDATE TO ${console} USING (
  EXISTS (SELECT FROM message m WHERE m.id = outbox.message_id)) WITH CHECK (state = 'waiting');
CREATE POLICY people_drop ON outbox FOR DELETE TO ${console} USING (
  state <> 'delivered' AND EXISTS (SELECT FROM message m WHERE m.id = outbox.message_id));
CREATE POLICY people_are_noted_for_effects ON audit_event FOR INSERT TO ${console} WITH CHECK (
  actor = actor() AND action IN ('effect.retried', 'effect.dropped'));
