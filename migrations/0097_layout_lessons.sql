-- Where a supplier prints a field, as people's corrections showed it: the words of its label, how it stands to the value,
-- and the place of the value as shares of the page's width and height.
create table layout_lessons (
  company_id text collate "C" not null references companies (company_id),
  id         text collate "C" not null,
  party_id   text collate "C" not null,
  field      text not null,
  form       text not null,
  label      text not null check (length(label) between 2 and 100),
  way        text not null check (way in ('beside', 'above')),
  place_x    double precision not null,
  place_y    double precision not null,
  receipt_id text collate "C" not null,
  learned_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, party_id) references parties (company_id, id),
  foreign key (company_id, receipt_id) references receipts (company_id, id)
);
create unique index layout_lessons_key on layout_lessons (company_id, party_id, field, form, label, way);
select app.protect('layout_lessons');

-- What people made of a field that a lesson read: one outcome for each receipt, the last that somebody said.
create table layout_outcomes (
  company_id text collate "C" not null,
  lesson_id  text collate "C" not null,
  receipt_id text collate "C" not null,
  is_right   boolean not null,
  decided_at timestamptz not null,
  primary key (company_id, lesson_id, receipt_id),
  foreign key (company_id, lesson_id) references layout_lessons (company_id, id),
  foreign key (company_id, receipt_id) references receipts (company_id, id)
);
select app.protect('layout_outcomes');
