-- A connection is one company's link to one organisation at a vendor.
create table connections (
  company_id        text collate "C" not null references companies (company_id),
  id                text collate "C" not null,
  connector         text collate "C" not null,
  name              text not null,
  status            text not null check (status in ('pending', 'active', 'expired', 'disconnected')),
  organisation      text collate "C",
  organisation_name text,
  grant_id          text,
  -- What the consent covers, while a person still has to choose: [{ externalId, name, grantId }].
  choices           jsonb not null default '[]',
  scopes            text[] not null default '{}',
  payments          text not null default 'push' check (payments in ('push', 'none')),
  -- The vendor said to wait (429); nobody calls before.
  blocked_until     timestamptz,
  created_by        text not null,
  version           int not null default 1,
  connected_at      timestamptz,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  primary key (company_id, id),
  check (status in ('pending', 'disconnected') or organisation is not null)
);
create unique index connections_organisation_key on connections (company_id, connector, organisation)
  where status in ('active', 'expired');
create index connections_by_organisation on connections (connector, organisation) where status = 'active';
select app.protect('connections');
create policy worker on connections for select to bilag_worker using (true);
grant select on connections to bilag_worker;

-- Tokens, sealed by platform/secrets. The row is the lock of whoever refreshes them.
create table connection_credentials (
  company_id    text collate "C" not null,
  connection_id text collate "C" not null,
  sealed        text not null,
  expires_at    timestamptz not null,
  refreshed_at  timestamptz not null,
  primary key (company_id, connection_id),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
select app.protect('connection_credentials');

-- One consent on its way: the state goes to the vendor and comes back once.
create table connection_consents (
  company_id    text collate "C" not null,
  state_hash    text collate "C" not null,
  connection_id text collate "C" not null,
  verifier      text not null,
  redirect_uri  text not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  primary key (company_id, state_hash),
  constraint connection_consents_state_key unique (state_hash),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
select app.protect('connection_consents');

-- Ours to the vendor's codes. 'proposed' was found by the system and may be changed by a person ('set').
create table connection_mappings (
  company_id    text collate "C" not null,
  connection_id text collate "C" not null,
  kind          text not null check (kind in ('account', 'vatCode', 'dimension')),
  ours          text collate "C" not null,
  theirs        text not null,
  source        text not null check (source in ('proposed', 'set')),
  updated_at    timestamptz not null,
  primary key (company_id, connection_id, kind, ours),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
select app.protect('connection_mappings');

-- The vendor's accounts and tax codes, as last read.
create table connection_catalogues (
  company_id    text collate "C" not null,
  connection_id text collate "C" not null,
  catalogue     jsonb not null,
  read_at       timestamptz not null,
  primary key (company_id, connection_id),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
select app.protect('connection_catalogues');

-- Every call to a vendor: its budget, its log, and the raw payloads, so that a wrong mapping can be understood later.
create table connection_calls (
  company_id    text collate "C" not null,
  id            text collate "C" not null,
  connection_id text collate "C" not null,
  cause_id      text collate "C",
  method        text not null,
  path          text not null,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  status        int,
  bytes_out     int,
  bytes_in      int,
  sent          text,
  received      text,
  primary key (company_id, id),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
create index connection_calls_by_time on connection_calls (company_id, connection_id, started_at);
select app.protect('connection_calls');

-- What may be known of a consent and of a connection before its company is: by an unguessable state, or by a signed message.
create function app.find_consent(wanted text)
returns table (company_id text, connection_id text, connector text, verifier text, redirect_uri text, time_zone text)
language sql stable security definer set search_path = public, pg_temp
as $$ select s.company_id, s.connection_id, c.connector, s.verifier, s.redirect_uri, p.time_zone
      from connection_consents s
      join connections c on c.company_id = s.company_id and c.id = s.connection_id
      join companies p on p.company_id = s.company_id
      where s.state_hash = wanted $$;

create function app.find_connections(wanted_connector text, wanted_id text, organisations text[])
returns table (company_id text, connection_id text, organisation text, status text, time_zone text)
language sql stable security definer set search_path = public, pg_temp
as $$ select c.company_id, c.id, c.organisation, c.status, p.time_zone
      from connections c join companies p on p.company_id = c.company_id
      where c.connector = wanted_connector and c.status <> 'disconnected'
        and (c.id = wanted_id or (c.status = 'active' and c.organisation = any (organisations)))
      order by c.company_id, c.id $$;

revoke execute on function app.find_consent(text), app.find_connections(text, text, text[]) from public;
grant execute on function app.find_consent(text), app.find_connections(text, text, text[]) to bilag_app;
