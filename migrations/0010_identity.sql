-- People are not a company's property: one person works in many companies. The application role reaches them only
-- through the functions below, each of which needs the secret or the id that it looks up.
create table people (
  id            text collate "C" primary key,
  email         text not null check (email = lower(email)),
  name          text not null,
  password_hash text,
  locale        text not null default 'nb',
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  constraint people_email_key unique (email)
);

create table sessions (
  token_hash text primary key,
  person_id  text collate "C" not null references people (id),
  csrf_token text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz
);
create index sessions_by_person on sessions (person_id);
grant select, insert, update on people, sessions to bilag_app;

-- company_id is the owner: the company, or the person whose key works wherever the person is a member.
create table api_keys (
  company_id  text collate "C" not null,
  id          text collate "C" not null,
  person_id   text collate "C" references people (id),
  name        text not null,
  token_hash  text not null,
  token_hint  text not null,
  mode        text not null check (mode in ('live', 'test')),
  scopes      text[] not null,
  created_by  text not null,
  created_at  timestamptz not null,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  version     int not null default 1,
  primary key (company_id, id),
  constraint api_keys_token_key unique (token_hash)
);
comment on column api_keys.company_id is 'the owner: a company id, or the id of the person whose key it is';
select app.protect('api_keys');

-- Looked up before any tenant is known: whoever holds the token may know what it is.
create function app.find_api_key(wanted text)
returns table (id text, owner_id text, person_id text, person_name text, name text, scopes text[], expires_at timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$ select k.id, k.company_id, k.person_id, p.name, k.name, k.scopes, k.expires_at, k.revoked_at
      from api_keys k left join people p on p.id = k.person_id where k.token_hash = wanted $$;
revoke execute on function app.find_api_key(text) from public;
grant execute on function app.find_api_key(text) to bilag_app;
