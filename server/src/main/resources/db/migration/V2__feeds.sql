-- Feeds between regions: the log read per class, how far each feed has got, what was not taken, who takes over.
-- Runs as the owner; ${worker} and ${console} exist.

SET LOCAL search_path = postmeridian, pg_temp;

-- The name of the log since it was last set back: positions mean something within it alone. A dump that is loaded
-- elsewhere has another system, a restored backup another timeline.
CREATE TABLE incarnation (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  name     text NOT NULL DEFAULT gen_random_uuid(),
  system   bigint NOT NULL,
  timeline int NOT NULL
);
-- When a whole log was last compared with a peer's.
CREATE TABLE feed_compared (
  peer text PRIMARY KEY,
  at   timestamptz NOT NULL
);
-- Begins one: what this log has lost is looked for in those of its peers.
CREATE FUNCTION begin_incarnation() RETURNS text LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_catalog, pg_temp AS $$
  DELETE FROM feed_compared;
  INSERT INTO incarnation (system, timeline)
  SELECT s.system_identifier, c.timeline_id FROM pg_control_system() s, pg_control_checkpoint() c
  ON CONFLICT (one) DO UPDATE SET name = gen_random_uuid(), system = excluded.system, timeline = excluded.timeline
  RETURNING name
$$;
-- Called at each start: begins one if the database is not where it was.
CREATE FUNCTION check_incarnation() RETURNS text LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_catalog, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM incarnation i, pg_control_system() s, pg_control_checkpoint() c
      WHERE i.system = s.system_identifier AND i.timeline = c.timeline_id)
    THEN (SELECT name FROM incarnation) ELSE begin_incarnation() END
$$;

-- How far this region has got with the feeds of others. The newest change that came, by its stamp.
CREATE TABLE feed_cursor (
  source      text NOT NULL,
  origin      text NOT NULL,
  class       smallint NOT NULL,
  incarnation text NOT NULL,
  tx          xid8 NOT NULL,
  id          bigint NOT NULL,
  newest      text,
  moved_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, origin, class)
);
-- How far others have got with this region's log, and how much of it stands in their quarantine.
CREATE TABLE feed_peer (
  peer        text NOT NULL,
  class       smallint NOT NULL,
  incarnation text NOT NULL,
  tx          xid8 NOT NULL,
  id          bigint NOT NULL,
  diverted    bigint NOT NULL DEFAULT 0,
  told_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (peer, class)
);
-- What came and was not taken: its name and the cause, nothing of what it says.
CREATE TABLE feed_quarantine (
  source     text NOT NULL,
  class      smallint NOT NULL,
  stamp      text NOT NULL,
  message_id bytea NOT NULL,
  cause      text NOT NULL,
  since      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, stamp, message_id)
);
-- One node of a region pulls.
CREATE TABLE feed_lease (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  holder text NOT NULL,
  until  timestamptz NOT NULL
);
-- Messages that another region has accepted and not decided yet: it decides them, unless it is lost.
CREATE TABLE takeover (
  message_id bytea PRIMARY KEY,
  origin     text NOT NULL,
  due        timestamptz NOT NULL
);
CREATE INDEX takeover_due ON takeover (due);

-- Of two keys of a country's message ids the older is kept, in all its lawful regions.
ALTER TABLE secret ADD made_at timestamptz NOT NULL DEFAULT now();
CREATE FUNCTION keep_older_secret(name text, value bytea, made_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
  WITH kept AS (
    INSERT INTO secret AS s (name, value, made_at) VALUES (name, value, made_at)
    ON CONFLICT ON CONSTRAINT secret_pkey DO UPDATE SET value = excluded.value, made_at = excluded.made_at
      WHERE s.name LIKE 'message-id/%' AND (excluded.made_at, excluded.value) < (s.made_at, s.value)
    RETURNING 1)
  SELECT EXISTS (SELECT FROM kept)
$$;

-- Merges what has been understood since: written again, it passes the trigger, and goes to peers once more.
CREATE INDEX change_later ON change (version) WHERE version > 1;
CREATE FUNCTION merge_understood(since smallint) RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
  WITH later AS (
    DELETE FROM change WHERE version > greatest(since, 1::smallint) AND version <= understood()
    RETURNING stamp, message_id, country, class, version, fields),
  again AS (
    INSERT INTO change (stamp, message_id, country, class, version, fields) SELECT * FROM later RETURNING 1)
  SELECT count(*) FROM again
$$;

REVOKE ALL ON FUNCTION begin_incarnation(), check_incarnation(), keep_older_secret(text, bytea, timestamptz),
  merge_understood(smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_incarnation(), keep_older_secret(text, bytea, timestamptz) TO ${worker};
GRANT SELECT ON incarnation TO ${worker};
GRANT SELECT, INSERT, UPDATE, DELETE ON feed_cursor, feed_peer, feed_quarantine, feed_compared, feed_lease, takeover
  TO ${worker};

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['incarnation', 'feed_cursor', 'feed_peer', 'feed_quarantine', 'feed_compared', 'feed_lease',
    'takeover'] LOOP
    EXECUTE format('ALTER TABLE postmeridian.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE postmeridian.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY services ON postmeridian.%I TO %I, ${worker} USING (true)', t, current_user);
  END LOOP;
END $$;

SELECT check_incarnation();
