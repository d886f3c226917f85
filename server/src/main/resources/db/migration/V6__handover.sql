-- What a region does when the law of the deployment's file changes: mail that lives under another country's law gets that
-- label, and what this region may not have any more is let go of, once a lawful region holds it.
-- Runs as the owner; ${worker} exists.
SET LOCAL search_path = postmeridian, pg_temp;

-- The last such operation, so that one that was killed goes on.
CREATE TABLE handover (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  actor       text NOT NULL,
  began_at    timestamptz NOT NULL DEFAULT now(),
  moved_at    timestamptz NOT NULL DEFAULT now(),
  ended_at    timestamptz,
  relabelled  bigint NOT NULL DEFAULT 0,
  handed_over bigint NOT NULL DEFAULT 0,
  sealed      bigint NOT NULL DEFAULT 0,
  kept        bigint NOT NULL DEFAULT 0,
  obstacle    text NOT NULL DEFAULT ''
);

-- Mail of this country may be here from now on: where this region does not cover it, it is hidden from people.
CREATE FUNCTION expect_mail_of(label text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
BEGIN
  UPDATE identity SET ever_covered = ARRAY(SELECT DISTINCT c FROM unnest(ever_covered || label) c ORDER BY c)
    WHERE label <> ALL (ever_covered);
  IF FOUND THEN
    PERFORM hide(covered) FROM identity;
  END IF;
END $$;

-- Puts messages under another country's law; returns those that were not. Their changes keep their stamps and are written
-- again, so that feeds come by them once more. The state follows from the same fields, but for the country's name.
CREATE FUNCTION relabel(ids bytea[], label text) RETURNS SETOF bytea LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
DECLARE
  held bytea[] := ARRAY(SELECT id FROM message WHERE id = ANY (ids) AND jsonb_typeof(fields->'accepted') = 'object'
    ORDER BY id FOR NO KEY UPDATE);
  other bytea[] := ARRAY(SELECT m.id FROM message m WHERE m.id = ANY (held) AND (m.country <> label
    OR EXISTS (SELECT FROM change c WHERE c.message_id = m.id AND c.country <> label)) ORDER BY m.id);
BEGIN
  UPDATE message SET fields = jsonb_set(fields, '{accepted,country}', to_jsonb(label)) WHERE id = ANY (other);
  UPDATE outbox SET country = label WHERE message_id = ANY (other);
  WITH old AS (DELETE FROM change WHERE message_id = ANY (other) RETURNING stamp, message_id, class, version, fields)
  INSERT INTO change (stamp, message_id, country, class, version, fields)
  SELECT stamp, message_id, label, class, version, CASE WHEN jsonb_typeof(fields->'accepted') = 'object'
    THEN jsonb_set(fields, '{accepted,country}', to_jsonb(label)) ELSE fields END
  FROM old;
  RETURN QUERY SELECT unnest(other);
END $$;

-- Deletes all that is here of messages that another region holds, with as many changes of each as were shown to it;
-- nothing of those of which more has been said since, nor of countries that this region covers. No tombstone: elsewhere
-- they live. Jobs are not looked for: whoever claims one drops it. Returns those that are gone.
CREATE FUNCTION let_go(ids bytea[], changes bigint[]) RETURNS SETOF bytea LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
DECLARE
  held bytea[] := ARRAY(SELECT id FROM message WHERE id = ANY (ids) ORDER BY id FOR UPDATE);
  gone bytea[] := ARRAY(SELECT g.id FROM unnest(ids, changes) g(id, shown), identity own
    WHERE g.id = ANY (held)
      AND g.shown = (SELECT count(*) FROM change c WHERE c.message_id = g.id)
      AND NOT EXISTS (SELECT FROM change c WHERE c.message_id = g.id AND c.country::text = ANY (own.covered))
    ORDER BY g.id);
BEGIN
  DELETE FROM search WHERE message_id = ANY (gone);
  PERFORM FROM thread_key WHERE message_id = ANY (gone) ORDER BY key FOR UPDATE;
  DELETE FROM thread_key WHERE message_id = ANY (gone);
  DELETE FROM outbox WHERE message_id = ANY (gone);
  DELETE FROM takeover WHERE message_id = ANY (gone);
  DELETE FROM content WHERE message_id = ANY (gone);
  DELETE FROM change WHERE message_id = ANY (gone);
  DELETE FROM message WHERE id = ANY (gone);
  RETURN QUERY SELECT unnest(gone);
END $$;

-- A log never seems to end before where a peer has read, nor to have forgotten what it told: a row that no peer gets and
-- that nothing merges stands behind all that may be let go of.
CREATE FUNCTION mark_log(marks text[]) RETURNS xid8 LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
DECLARE
  nobody bytea := decode(repeat('00', 16), 'hex');
BEGIN
  DELETE FROM change WHERE message_id = nobody;
  INSERT INTO change (stamp, message_id, country, class, version, fields)
  SELECT m.stamp, nobody, 'ZZ', m.class - 1, 32767, '{}' FROM unnest(marks) WITH ORDINALITY m(stamp, class);
  RETURN pg_current_xact_id();
END $$;

-- What this region gets of each peer, as it last was: what is new since is read from the beginning.
CREATE TABLE feed_shared (
  peer   text PRIMARY KEY,
  clear  text[] NOT NULL,
  sealed text[] NOT NULL
);

REVOKE ALL ON FUNCTION expect_mail_of(text), relabel(bytea[], text), let_go(bytea[], bigint[]), mark_log(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expect_mail_of(text), relabel(bytea[], text), let_go(bytea[], bigint[]), mark_log(text[])
  TO ${worker};
GRANT SELECT, INSERT, UPDATE ON handover, feed_shared TO ${worker};

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['handover', 'feed_shared'] LOOP
    EXECUTE format('ALTER TABLE postmeridian.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE postmeridian.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY services ON postmeridian.%I TO %I, ${worker} USING (true) WITH CHECK (true)',
      t, current_user);
  END LOOP;
END $$;
