-- A company's own mail addresses. The token is the secret of one: who knows it may send. After a rotation the token
-- before may be kept for some days.
create table intake_addresses (
  company_id  text collate "C" not null references companies (company_id),
  id          text collate "C" not null,
  kind        text not null check (kind in ('supplierInvoice', 'expenseReceipt')),
  token       text collate "C" not null,
  old_token   text collate "C",
  old_until   timestamptz,
  is_ended    boolean not null default false,
  version     int not null default 1,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  primary key (company_id, id),
  constraint intake_addresses_token_key unique (token),
  check ((old_token is null) = (old_until is null))
);
create index intake_addresses_old_token on intake_addresses (old_token) where old_token is not null;
select app.isolate('intake_addresses');
grant select, insert, update on intake_addresses to bilag_app;

-- Whom the company takes mail from: "name@domain" or "@domain".
create table intake_sender_rules (
  company_id text collate "C" not null references companies (company_id),
  id         text collate "C" not null,
  verdict    text not null check (verdict in ('allow', 'block')),
  sender     text collate "C" not null check (sender = lower(sender) and sender like '%@%'),
  created_at timestamptz not null,
  primary key (company_id, id),
  constraint intake_sender_rules_sender_key unique (company_id, sender)
);
select app.protect('intake_sender_rules');

-- The company's secret for messages of mail providers, sealed. The one before stays valid until expires_at.
create table intake_secrets (
  company_id text collate "C" not null references companies (company_id),
  number     int not null check (number > 0),
  sealed     text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (company_id, number)
);
select app.protect('intake_secrets');

-- Who owns a token: asked before a tenant is known. Tokens cannot be listed by it.
create function app.find_intake_address(wanted text, at timestamptz)
returns table (company_id text, address_id text, kind text, time_zone text)
language sql stable security definer set search_path = public, pg_temp
as $$ select a.company_id, a.id, a.kind, c.time_zone
      from intake_addresses a join companies c on c.company_id = a.company_id
      where not a.is_ended and (a.token = wanted or (a.old_token = wanted and a.old_until > at))
      limit 1 $$;
revoke execute on function app.find_intake_address(text, timestamptz) from public;
grant execute on function app.find_intake_address(text, timestamptz) to bilag_app;
