-- The region's database: an append-only log of changes, the state merged from it, content, jobs, audit.
-- Runs as the owner; ${worker} and ${console} exist. Each function names its own search_path, so that nobody's
-- objects come between; but for those that are inlined, which PostgreSQL does with none that sets anything, and which are
-- safe as they say. No foreign keys between log, state and content: no merge assumes an order of arrival.

CREATE SCHEMA postmeridian;
SET LOCAL search_path = postmeridian, pg_temp;

-- Whose database this is, for ever; the countries whose mail it may process, as at the last start with another law; and
-- those it ever might, so whose mail may be here.
CREATE TABLE identity (
  one          boolean PRIMARY KEY DEFAULT true CHECK (one),
  region       text NOT NULL,
  covered      text[] NOT NULL DEFAULT '{}',
  ever_covered text[] NOT NULL DEFAULT '{}'
);

-- The log -----------------------------------------------------------------------------------------------------------

-- Checked as types: PostgreSQL parses a table's CHECKs again for every statement, on the way to each 250.
CREATE DOMAIN stamp AS text COLLATE "C" CHECK (octet_length(VALUE) BETWEEN 36 AND 98);
CREATE DOMAIN message_id AS bytea CHECK (octet_length(VALUE) = 16);
CREATE DOMAIN replication_class AS smallint CHECK (VALUE BETWEEN 0 AND 2);
CREATE DOMAIN named_values AS jsonb CHECK (jsonb_typeof(VALUE) = 'object');

CREATE TABLE change (
  stamp      stamp NOT NULL,
  message_id message_id NOT NULL,
  country    char(2) NOT NULL,
  class      replication_class NOT NULL DEFAULT 1,
  version    smallint NOT NULL DEFAULT 1,
  fields     named_values NOT NULL,
  tx         xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id         bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (stamp, message_id)
) PARTITION BY RANGE (stamp);
-- Feeds read below the snapshot horizon in the order of (tx, id): sequences commit out of order, xids tell. A feed reads
-- one class: what is urgent is not looked for among 100,000 imported mails.
CREATE INDEX change_feed ON change (class, tx, id);
CREATE INDEX change_of_message ON change (message_id);
CREATE TABLE change_other PARTITION OF change DEFAULT;

-- A stamp begins with its milliseconds as 12 hex digits, so a month is a range of text.
CREATE FUNCTION stamp_bound(day date) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT lpad(to_hex((day - date '1970-01-01')::bigint * 86400000), 12, '0')
$$;

-- What every stamp is below: clocks may differ by a minute (max_clock_skew). It is inlined where it is used, for every
-- statement that writes the log asks it; it names no search_path, for its names are bound when it is made.
CREATE FUNCTION stamp_limit() RETURNS text LANGUAGE sql STABLE
  RETURN lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint + 60000), 12, '0');

-- Makes the partitions of this month and those to come; one whose rows are already in change_other stays there. Months:
-- whoever reads a message's history locks every partition and its indexes.
CREATE FUNCTION prepare_months(ahead int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
DECLARE
  month date;
  made int := 0;
BEGIN
  FOR i IN 0 .. least(ahead, 12) LOOP
    month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => i);
    CONTINUE WHEN to_regclass(format('postmeridian.change_%s', to_char(month, 'YYYYMM'))) IS NOT NULL;
    BEGIN
      EXECUTE format('CREATE TABLE postmeridian.change_%s PARTITION OF postmeridian.change FOR VALUES FROM (%L) TO (%L)',
        to_char(month, 'YYYYMM'), stamp_bound(month), stamp_bound((month + interval '1 month')::date));
      made := made + 1;
    EXCEPTION WHEN check_violation OR duplicate_table OR lock_not_available THEN
      NULL;
    END;
  END LOOP;
  RETURN made;
END $$;

-- The state ---------------------------------------------------------------------------------------------------------

-- What a message shows: once erased, that it is erased and nothing else.
CREATE FUNCTION shown(fields jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN fields ? 'erased'
    THEN (SELECT jsonb_object_agg(key, CASE key WHEN 'erased' THEN value ELSE 'null'::jsonb END) FROM jsonb_each(fields))
    ELSE fields END
$$;

-- What lists are found by, out of the fields; inlined where it is used, so nothing is parsed on the way to 250.
CREATE FUNCTION listed(fields jsonb) RETURNS TABLE (
  mailbox text, received_at bigint, state text, junk text, queue text, priority text, needs_reply boolean,
  language text, done boolean, thread text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT
    fields->'accepted'->>'mailbox',
    CASE WHEN jsonb_typeof(fields->'accepted'->'received_at') = 'number'
      THEN greatest(0, least((fields->'accepted'->>'received_at')::numeric, 253402300799999))::bigint END,
    CASE WHEN fields ? 'erased' THEN 'erased'
      WHEN jsonb_typeof(fields->'accepted') IS DISTINCT FROM 'object' THEN NULL
      WHEN jsonb_typeof(fields->'decision') = 'object' THEN 'triaged'
      WHEN jsonb_typeof(fields->'quarantine') = 'object' THEN 'quarantined'
      ELSE 'accepted' END,
    coalesce(fields->'person_junk'->>'value', fields->'decision'->>'junk'),
    -- What a person calls junk lies there; else a person's queue holds, else the model's, which mail leaves that a person
    -- wants out of junk; what nobody could decide is reviewed.
    CASE WHEN fields->'person_junk'->>'value' IN ('spam', 'phishing') THEN 'junk'
      WHEN fields->'person_queue'->>'value' IS NOT NULL THEN fields->'person_queue'->>'value'
      WHEN fields->'person_junk'->>'value' = 'ham' AND fields->'decision'->>'queue' = 'junk' THEN 'review'
      WHEN jsonb_typeof(fields->'decision') = 'object' THEN fields->'decision'->>'queue'
      WHEN jsonb_typeof(fields->'quarantine') = 'object' THEN 'review' END,
    -- What a person calls junk does not press, unless a person says that it does. What a person takes out of junk was never
    -- asked how it presses: in doubt somebody waits for an answer.
    coalesce(fields->'person_priority'->>'value',
      CASE WHEN fields->'person_junk'->>'value' IN ('spam', 'phishing') THEN 'low'
        WHEN fields->'person_junk'->>'value' = 'ham' AND fields->'decision'->>'junk' IN ('spam', 'phishing') THEN 'normal' END,
      fields->'decision'->>'priority'),
    coalesce(fields->'person_needs_reply'->>'value',
      CASE WHEN fields->'person_junk'->>'value' IN ('spam', 'phishing') THEN 'false'
        WHEN fields->'person_junk'->>'value' = 'ham' AND fields->'decision'->>'junk' IN ('spam', 'phishing') THEN 'true' END,
      fields->'decision'->>'needs_reply') = 'true',
    fields->'decision'->>'language',
    fields->'person_done'->>'value' IS NOT DISTINCT FROM 'true',
    fields->'parsed'->>'thread'
$$;

-- Written by the merge alone. Columns that lists are found by are kept; the others are worked out when they are shown.
CREATE TABLE message (
  id          bytea PRIMARY KEY,
  fields      jsonb NOT NULL,
  stamps      jsonb NOT NULL,
  mailbox     text,
  received_at bigint,
  state       text,
  junk        text,
  queue       text,
  priority    text,
  needs_reply boolean,
  language    text,
  done        boolean NOT NULL,
  thread      text,
  country     text GENERATED ALWAYS AS (fields->'accepted'->>'country') VIRTUAL,
  subject     text GENERATED ALWAYS AS (fields->'parsed'->>'subject') VIRTUAL,
  originator  text GENERATED ALWAYS AS (fields->'parsed'->>'from') VIRTUAL,
  confidence  double precision GENERATED ALWAYS AS (
    CASE WHEN jsonb_typeof(fields->'decision'->'confidence') = 'number'
      THEN greatest(0, least((fields->'decision'->>'confidence')::numeric, 1))::double precision END) VIRTUAL,
  model       text GENERATED ALWAYS AS (fields->'decision'->>'model') VIRTUAL,
  corrected   boolean GENERATED ALWAYS AS (
    coalesce(fields->'person_junk'->>'value', fields->'person_queue'->>'value', fields->'person_priority'->>'value',
      fields->'person_needs_reply'->>'value') IS NOT NULL) VIRTUAL
) WITH (toast_tuple_target = 4080);
-- Lists are found in these alone, whatever they filter by; only the rows that are shown are read.
CREATE INDEX message_newest ON message (received_at DESC, id DESC)
  INCLUDE (state, mailbox, queue, junk, priority, needs_reply, language, done);
-- What waits in a queue: what is done is found in the index of all.
CREATE INDEX message_by_queue ON message (queue, received_at DESC, id DESC)
  INCLUDE (state, mailbox, junk, priority, needs_reply, language) WHERE queue IS NOT NULL AND NOT done;

CREATE INDEX message_waiting ON message (state, received_at DESC, id DESC) WHERE state <> 'triaged';
-- How much a message presses, as triage.Pressing ranks it; what is not decided yet comes after all that is. Inlined
-- where it is used, so that the index is found by it.
CREATE FUNCTION pressing(priority text, queue text, done boolean, state text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN done THEN 5 WHEN priority IS NULL AND state IS DISTINCT FROM 'quarantined' THEN 6
    WHEN queue = 'junk' THEN 4 WHEN priority = 'urgent' THEN 0 WHEN priority = 'high' THEN 1 WHEN priority = 'low' THEN 3
    ELSE 2 END;
-- What presses most first; backwards, the newest of one rank. Nothing is written to it before a message is decided.
CREATE INDEX message_pressing ON message (pressing(priority, queue, done, state), received_at, id)
  INCLUDE (state, mailbox, queue, junk, priority, needs_reply, language, done)
  WHERE done OR priority IS NOT NULL OR state = 'quarantined';
-- What may be kept less long, done or not.
CREATE INDEX message_junk ON message (received_at) WHERE queue = 'junk';
CREATE INDEX message_thread ON message (thread) WHERE thread IS NOT NULL;

-- Records of a later version are kept and passed on; they are merged once this says that they are understood. Inlined.
CREATE FUNCTION understood() RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 1::smallint;

-- Merges what a statement wrote: per message and field, the greatest stamp wins. Keys are touched in sorted order, so
-- that two statements never wait for each other; fields of later versions are kept.
CREATE FUNCTION merge_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
BEGIN
  INSERT INTO message AS m (id, fields, stamps, mailbox, received_at, state, junk, queue, priority, needs_reply,
    language, done, thread)
  SELECT news.id, news.fields, news.stamps, shows.*
  FROM (
    SELECT message_id AS id,
      CASE WHEN bool_or(key = 'erased') THEN shown(jsonb_object_agg(key, value)) ELSE jsonb_object_agg(key, value) END
        AS fields,
      jsonb_object_agg(key, stamp) AS stamps
    FROM (SELECT DISTINCT ON (f.message_id, e.key) f.message_id, e.key, e.value, f.stamp
          FROM written f, jsonb_each(f.fields) e
          WHERE f.version <= understood()
          ORDER BY f.message_id, e.key, f.stamp DESC) winner
    GROUP BY message_id
    ORDER BY message_id) news, listed(news.fields) shows
  ON CONFLICT (id) DO UPDATE SET
    (fields, stamps, mailbox, received_at, state, junk, queue, priority, needs_reply, language, done, thread) = (
      SELECT merged.fields, merged.stamps, shows.*
      FROM (
        SELECT
          shown(m.fields || coalesce(jsonb_object_agg(newer.key, excluded.fields->newer.key), '{}')) AS fields,
          m.stamps || coalesce(jsonb_object_agg(newer.key, newer.value), '{}') AS stamps
        FROM jsonb_each_text(excluded.stamps) newer
        WHERE newer.value COLLATE "C" > coalesce(m.stamps->>newer.key, '')) merged, listed(merged.fields) shows);
  RETURN NULL;
END $$;
CREATE TRIGGER merge AFTER INSERT ON change
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION merge_changes();

-- Content, search, threads ------------------------------------------------------------------------------------------

-- A mail of a few KB stays in its row: no second table and index to write on the way to 250.
CREATE TABLE content (
  message_id bytea PRIMARY KEY,
  trace      text NOT NULL,
  raw        bytea,
  size       bigint NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE content ALTER raw SET STORAGE EXTERNAL;

CREATE TABLE search (
  message_id  bytea PRIMARY KEY,
  received_at bigint NOT NULL,
  document    tsvector NOT NULL
);
CREATE INDEX search_document ON search USING gin (document);

-- Which thread of a mailbox a Message-ID, or one correspondent's subject, belongs to; both as hashes. It was taken from
-- the message that has this Message-ID (own), from one that names it, or from the newest that has the subject. A hash
-- confirms a guess, so it goes when the message it was taken from goes.
CREATE TABLE thread_key (
  key        bytea PRIMARY KEY,
  thread     text NOT NULL,
  seen_at    bigint NOT NULL,
  message_id bytea NOT NULL,
  source     text NOT NULL CHECK (source IN ('own', 'named', 'subject'))
);
CREATE INDEX thread_key_message ON thread_key (message_id);

-- Work, secrets, audit ----------------------------------------------------------------------------------------------

CREATE TABLE job (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL,
  message_id   bytea NOT NULL,
  class        smallint NOT NULL DEFAULT 1,
  run_at       timestamptz NOT NULL DEFAULT now(),
  attempts     int NOT NULL DEFAULT 0,
  leased_until timestamptz,
  leased_by    text,
  last_error   text
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);
CREATE INDEX job_due ON job (kind, run_at, id);

CREATE TABLE secret (
  name  text PRIMARY KEY,
  value bytea NOT NULL
);

CREATE TABLE audit_event (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT now(),
  actor   text NOT NULL,
  action  text NOT NULL,
  subject text NOT NULL,
  country char(2),
  detail  jsonb NOT NULL DEFAULT '{}'
);

-- Logins at the console that ended before their time, by digest: no node of the region takes them any more.
CREATE TABLE ended_login (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  until  timestamptz NOT NULL
);

-- Empties what is left of erased messages, in log, content and search. The only thing that ever rewrites the log, and
-- only of messages that the log says are erased.
CREATE FUNCTION scrub(ids bytea[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
DECLARE
  gone bytea[] := ARRAY(SELECT id FROM message WHERE id = ANY (ids) AND state = 'erased' ORDER BY id);
BEGIN
  UPDATE content SET raw = NULL, trace = '', size = 0
    WHERE message_id = ANY (gone) AND raw IS NOT NULL;
  DELETE FROM search WHERE message_id = ANY (gone);
  -- In the order in which whoever remembers threads holds them, so that neither waits for the other in a ring.
  PERFORM FROM thread_key WHERE message_id = ANY (gone) ORDER BY key FOR UPDATE;
  DELETE FROM thread_key WHERE message_id = ANY (gone);
  UPDATE change SET fields = (
      SELECT jsonb_object_agg(key, CASE key WHEN 'erased' THEN value ELSE 'null'::jsonb END) FROM jsonb_each(fields))
    WHERE message_id = ANY (gone);
END $$;

-- Those of these messages that are not erased, held so until the transaction ends: who ends work on a message or says
-- something of it holds it first, as who erases it does, so that nothing of it is written behind an eraser's back. Jobs
-- that wait are not looked for: whoever claims one of an erased message drops it.
CREATE FUNCTION hold(ids bytea[]) RETURNS SETOF bytea LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
  SELECT id FROM message WHERE id = ANY (ids) AND state IS DISTINCT FROM 'erased' ORDER BY id FOR NO KEY UPDATE
$$;

-- Rights ------------------------------------------------------------------------------------------------------------

-- Who acts, as the console's transaction says; NULL if it says nothing.
CREATE FUNCTION actor() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(current_setting('postmeridian.actor', true), '')
$$;

-- Whether a change holds only what a person may say, and says it in that person's name.
CREATE FUNCTION is_said_by(fields jsonb, who text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(bool_and(
    key IN ('person_junk', 'person_queue', 'person_priority', 'person_needs_reply', 'person_done')
      AND value->>'by' = who), false)
  FROM jsonb_each(fields)
$$;

-- Ids of the newest messages that a query finds. A function of the owner's, because row security would keep the index
-- of documents from being used; it asks for an actor itself.
CREATE FUNCTION found(query tsquery, before bigint, most int) RETURNS SETOF bytea LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
  SELECT message_id FROM search
  WHERE (SELECT actor()) IS NOT NULL AND document @@ query AND received_at <= before
  ORDER BY received_at DESC LIMIT most
$$;

-- Holds a message of which a person is about to say something, if people see it.
CREATE FUNCTION hold_visible(wanted bytea) RETURNS SETOF bytea LANGUAGE sql SECURITY DEFINER
SET search_path = postmeridian, pg_temp AS $$
  SELECT hold(ARRAY(SELECT id FROM message, identity
    WHERE id = wanted AND actor() IS NOT NULL AND (ever_covered <@ covered OR country::text = ANY (covered))))
$$;

-- Hides from people the mail of countries that this region does not cover any more, also what a node still brings that
-- runs with the law of before. Usually the region covers all it ever did, and then it costs nothing.
CREATE FUNCTION hide(law text[]) RETURNS void LANGUAGE plpgsql
SET search_path = postmeridian, pg_temp AS $$
DECLARE
  visible text := '(SELECT actor()) IS NOT NULL';
BEGIN
  UPDATE identity SET covered = law,
    ever_covered = ARRAY(SELECT DISTINCT country FROM unnest(ever_covered || law) country ORDER BY country);
  IF EXISTS (SELECT FROM identity WHERE NOT ever_covered <@ covered) THEN
    visible := format('%s AND country::text = ANY (%L::text[])', visible, law);
  END IF;
  EXECUTE format('ALTER POLICY people_read ON message USING (%s)', visible);
  EXECUTE format('ALTER POLICY people_read ON change USING (%s)', visible);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA postmeridian FROM PUBLIC;
REVOKE ALL ON SCHEMA postmeridian FROM PUBLIC;
GRANT USAGE ON SCHEMA postmeridian TO ${worker}, ${console};
GRANT EXECUTE ON FUNCTION actor(), is_said_by(jsonb, text), shown(jsonb), stamp_limit() TO ${worker}, ${console};
GRANT EXECUTE ON FUNCTION found(tsquery, bigint, int), pressing(text, text, boolean, text), hold_visible(bytea) TO ${console};
GRANT EXECUTE ON FUNCTION prepare_months(int), scrub(bytea[]), hold(bytea[]), stamp_bound(date), understood() TO ${worker};

GRANT SELECT, INSERT ON change, content, secret TO ${worker};
GRANT SELECT ON message, identity TO ${worker};
GRANT INSERT ON audit_event TO ${worker};
GRANT SELECT, INSERT, UPDATE, DELETE ON job, search, thread_key TO ${worker};

GRANT SELECT ON message, content, change TO ${console};
GRANT INSERT (stamp, message_id, country, class, fields) ON change TO ${console};
GRANT INSERT (actor, action, subject, country, detail) ON audit_event TO ${console};
GRANT SELECT, INSERT, DELETE ON ended_login TO ${console};

DO $$
DECLARE
  t text;
  written text;
BEGIN
  FOREACH t IN ARRAY ARRAY['change', 'message', 'content', 'audit_event', 'search', 'thread_key', 'job', 'secret',
    'ended_login'] LOOP
    EXECUTE format('ALTER TABLE postmeridian.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE postmeridian.%I FORCE ROW LEVEL SECURITY', t);
    written := CASE t WHEN 'change' THEN 'stamp < postmeridian.stamp_limit()' ELSE 'true' END;
    EXECUTE format('CREATE POLICY services ON postmeridian.%I TO %I, ${worker} USING (true) WITH CHECK (%s)',
      t, current_user, written);
  END LOOP;
END $$;
-- (SELECT ...) asks once per statement, not once per row.
CREATE POLICY people_read ON message FOR SELECT TO ${console} USING ((SELECT actor()) IS NOT NULL);
CREATE POLICY people_read ON content FOR SELECT TO ${console} USING (
  EXISTS (SELECT FROM message m WHERE m.id = content.message_id));
CREATE POLICY people_read ON change FOR SELECT TO ${console} USING ((SELECT actor()) IS NOT NULL);
CREATE POLICY people_say ON change FOR INSERT TO ${console} WITH CHECK (
  (SELECT actor()) IS NOT NULL AND stamp < stamp_limit() AND is_said_by(fields, actor())
  AND stamp ~ '^[0-9a-f]{12}-[0-9a-f]{4}\+[a-z0-9-]{1,63}\+[0-9a-f]{16}$'
  AND EXISTS (SELECT FROM message m WHERE m.id = change.message_id AND m.country = change.country));
CREATE POLICY people_are_noted ON audit_event FOR INSERT TO ${console} WITH CHECK (
  actor = actor() AND action = 'message.corrected');
-- What has ended stays ended until its time is over.
CREATE POLICY people_see_ends ON ended_login FOR SELECT TO ${console} USING ((SELECT actor()) IS NOT NULL);
CREATE POLICY people_leave ON ended_login FOR INSERT TO ${console} WITH CHECK ((SELECT actor()) IS NOT NULL);
CREATE POLICY people_forget_ends ON ended_login FOR DELETE TO ${console} USING (until < now());

SELECT prepare_months(1);
