create table companies (
  company_id          text collate "C" primary key,
  name                text not null,
  country             text not null check (country ~ '^[A-Z]{2}$'),
  base_currency       text not null check (base_currency ~ '^[A-Z]{3}$'),
  organisation_number text,
  time_zone           text not null,
  chart               text not null,
  settings            jsonb not null default '{}',
  version             int not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz not null
);
select app.protect('companies');

create table members (
  company_id text collate "C" not null references companies (company_id),
  id         text collate "C" not null,
  person_id  text collate "C" not null references people (id),
  roles      text[] not null check (cardinality(roles) > 0),
  version    int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  primary key (company_id, id)
);
create unique index members_person_key on members (company_id, person_id) where removed_at is null;
create index members_by_person on members (person_id);
select app.protect('members');

create table invitations (
  company_id  text collate "C" not null references companies (company_id),
  id          text collate "C" not null,
  email       text not null,
  roles       text[] not null,
  token_hash  text not null,
  created_by  text not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  primary key (company_id, id),
  constraint invitations_token_key unique (token_hash)
);
select app.protect('invitations');

-- Project and department are built in; a company adds its own dimensions.
create table dimensions (
  company_id text collate "C" not null references companies (company_id),
  id         text collate "C" not null,
  code       text not null,
  name       text not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  constraint dimensions_code_key unique (company_id, code)
);
select app.protect('dimensions');

create table dimension_values (
  company_id   text collate "C" not null,
  id           text collate "C" not null,
  dimension_id text collate "C" not null,
  code         text not null,
  name         text not null,
  is_active    boolean not null default true,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, dimension_id) references dimensions (company_id, id),
  constraint dimension_values_code_key unique (company_id, dimension_id, code)
);
select app.protect('dimension_values');

-- A group has its own members; it holds companies, and sees in each only what the same person may see there.
create table groups (
  id         text collate "C" primary key,
  name       text not null,
  created_at timestamptz not null
);
create table group_members (
  group_id  text collate "C" not null references groups (id),
  person_id text collate "C" not null references people (id),
  role      text not null check (role in ('owner', 'viewer')),
  primary key (group_id, person_id)
);
create table group_companies (
  group_id   text collate "C" not null references groups (id),
  company_id text collate "C" not null references companies (company_id),
  added_at   timestamptz not null,
  primary key (group_id, company_id)
);

-- What a person may see before a company is chosen: own memberships and groups, nobody else's.
create function app.memberships_of(wanted text)
returns table (company_id text, company_name text, country text, time_zone text, member_id text, roles text[])
language sql stable security definer set search_path = public, pg_temp
as $$ select c.company_id, c.name, c.country, c.time_zone, m.id, m.roles
      from members m join companies c on c.company_id = m.company_id
      where m.person_id = wanted and m.removed_at is null order by c.company_id $$;

create function app.company_zone(wanted text) returns text
language sql stable security definer set search_path = public, pg_temp
as $$ select time_zone from companies where company_id = wanted $$;

create function app.find_invitation(wanted text)
returns table (company_id text, id text, company_name text, email text, roles text[], expires_at timestamptz, accepted_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
as $$ select i.company_id, i.id, c.name, i.email, i.roles, i.expires_at, i.accepted_at
      from invitations i join companies c on c.company_id = i.company_id where i.token_hash = wanted $$;

create function app.groups_of(wanted text)
returns table (group_id text, name text, role text, company_ids text[])
language sql stable security definer set search_path = public, pg_temp
as $$ select g.id, g.name, gm.role, array(select gc.company_id from group_companies gc where gc.group_id = g.id order by 1)
      from group_members gm join groups g on g.id = gm.group_id where gm.person_id = wanted order by g.id $$;

revoke execute on function app.memberships_of(text), app.company_zone(text), app.find_invitation(text), app.groups_of(text) from public;
grant execute on function app.memberships_of(text), app.find_invitation(text), app.groups_of(text) to bilag_app;
grant execute on function app.company_zone(text) to bilag_app, bilag_worker;
grant select, insert on groups, group_members, group_companies to bilag_app;
grant delete on group_companies to bilag_app;
