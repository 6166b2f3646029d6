-- Mails that were refused before they were kept: who asks where a mail went finds here that it was turned away, and why.
-- One row for a sender, an address and a reason; a sender who goes on changes its row at most once an hour.
create table refused_mails (
  company_id text collate "C" not null references companies (company_id),
  sender     text not null check (length(sender) <= 320),
  recipient  text not null check (length(recipient) <= 320),
  code       text not null,
  way        text not null check (way in ('mail', 'mailWebhook')),
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  primary key (company_id, sender, recipient, code)
);
create index refused_mails_by_time on refused_mails (company_id, last_at);
select app.protect('refused_mails');
