-- Sealed copies: this region's keys, its peers' public ones, the copies that it holds for peers and cannot open, the mail
-- that it took for a peer that is down. Runs as the owner; ${worker} exists.

SET LOCAL search_path = postmeridian, pg_temp;

-- Nodes may be on several machines and share nothing but this database: so the private halves are here, and survive its
-- loss by escrow alone. Never deleted: old ones open old copies.
CREATE TABLE sealing_key (
  id          text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
  secret      bytea NOT NULL CHECK (octet_length(secret) = 32),
  made_at     timestamptz NOT NULL DEFAULT now(),
  escrowed_at timestamptz
);

-- What peers said last, for a peer that is down is sealed to, too.
CREATE TABLE peer_key (
  region     text PRIMARY KEY,
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  escrowed   boolean NOT NULL,
  told_at    timestamptz NOT NULL DEFAULT now()
);

-- Copies by whom they are for, message, who sealed them, and stamp; nobody here can open one.
CREATE TABLE sealed_copy (
  recipient   text NOT NULL,
  message_id  message_id NOT NULL,
  origin      text NOT NULL,
  stamp       text COLLATE "C" NOT NULL,
  country     char(2) NOT NULL,
  key_id      text NOT NULL,
  sealed      bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (recipient, message_id, origin, stamp)
);
ALTER TABLE sealed_copy ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX sealed_copy_message ON sealed_copy (message_id);
-- Compared with what who sealed them has, in ranges of time.
CREATE INDEX sealed_copy_told ON sealed_copy (origin, stamp);

-- Messages that are erased: no copy of them is here, and none that comes late is kept.
CREATE TABLE sealed_tombstone (
  message_id message_id PRIMARY KEY,
  stamp      stamp NOT NULL,
  country    char(2) NOT NULL
);

-- Mail that was accepted here for a region that was down, in the order in which it came.
CREATE TABLE sealed_mail (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recipient    text NOT NULL,
  country      char(2) NOT NULL,
  sealed       bytea NOT NULL,
  accepted_at  timestamptz NOT NULL DEFAULT now(),
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  attempts     int NOT NULL DEFAULT 0,
  last_refusal text
);
ALTER TABLE sealed_mail ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX sealed_mail_of ON sealed_mail (recipient, id);

-- How far this region has restored itself, by who held the copies.
CREATE TABLE restoration (
  holder     text PRIMARY KEY,
  after      text NOT NULL DEFAULT '',
  copies     bigint NOT NULL DEFAULT 0,
  bytes      bigint NOT NULL DEFAULT 0,
  damaged    bigint NOT NULL DEFAULT 0,
  done       boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT ON sealing_key TO ${worker};
GRANT UPDATE (escrowed_at) ON sealing_key TO ${worker};
GRANT SELECT, INSERT, UPDATE ON peer_key TO ${worker};
GRANT SELECT, INSERT, DELETE ON sealed_copy TO ${worker};
GRANT SELECT, INSERT, DELETE, UPDATE (stamp) ON sealed_tombstone TO ${worker};
GRANT SELECT, INSERT, DELETE ON sealed_mail TO ${worker};
GRANT UPDATE (leased_until, attempts, last_refusal) ON sealed_mail TO ${worker};
GRANT SELECT, INSERT, UPDATE, DELETE ON restoration TO ${worker};

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sealing_key', 'peer_key', 'sealed_copy', 'sealed_tombstone', 'sealed_mail', 'restoration'] LOOP
    EXECUTE format('ALTER TABLE postmeridian.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE postmeridian.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY services ON postmeridian.%I TO %I, ${worker} USING (true) WITH CHECK (true)',
      t, current_user);
  END LOOP;
END $$;
