import type { Cx } from '#src/platform/cx.ts'
import type { Measured, Tally } from './precision.ts'
import { BASES, type Basis, CODING_SOURCES, type Coded, type CodingSource, type Outcome } from './provenance.ts'

export interface NewOutcome extends Omit<Outcome, 'receiptId'> {
  /** What of the past the proposal rested on; null = on nothing, or there was none. */
  readonly basis: Basis | null
  /** Place of the line in the receipt, from 1. */
  readonly position: number
  readonly ruleId: string | null
  readonly ruleVersion: number | null
}

/** Writes what became of a receipt's lines in place of what was known of them before. */
export async function putOutcomes(
  cx: Cx,
  receiptId: string,
  partyId: string | null,
  outcomes: readonly NewOutcome[],
): Promise<void> {
  await dropOutcomes(cx, receiptId)
  if (outcomes.length === 0) return
  await cx.sql(
    `insert into coding_outcomes (company_id, receipt_id, party_id, decided_at, decided_by, position, source, basis,
       rule_id, rule_version, item_key, text_key, vat_key, account, vat_code, dimensions, proposed, is_right)
     select $1, $2, $3, $4, $5, * from unnest($6::int[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[],
       $12::text[], $13::text[], $14::text[], $15::text[], $16::jsonb[], $17::jsonb[], $18::boolean[])`,
    [
      cx.companyId,
      receiptId,
      partyId,
      cx.now,
      cx.actor.name,
      outcomes.map(({ position }) => position),
      outcomes.map(({ source }) => source),
      outcomes.map(({ basis }) => basis ?? ''),
      outcomes.map(({ ruleId }) => ruleId),
      outcomes.map(({ ruleVersion }) => ruleVersion),
      outcomes.map(({ itemKey }) => itemKey),
      outcomes.map(({ textKey }) => textKey),
      outcomes.map(({ vatKey }) => vatKey),
      outcomes.map(({ coded }) => coded.account),
      outcomes.map(({ coded }) => coded.vatCode),
      outcomes.map(({ coded }) => JSON.stringify(coded.dimensions)),
      outcomes.map(({ proposed }) => proposed && JSON.stringify(proposed)),
      outcomes.map(({ isRight }) => isRight),
    ],
    'put_coding_outcomes',
  )
}

export async function dropOutcomes(cx: Cx, receiptId: string): Promise<void> {
  await cx.sql(
    'delete from coding_outcomes where company_id = $1 and receipt_id = $2',
    [cx.companyId, receiptId],
    'drop_coding_outcomes',
  )
}

interface OutcomeRow {
  receipt_id: string
  source: CodingSource | null
  item_key: string | null
  text_key: string | null
  vat_key: string | null
  account: string
  vat_code: string | null
  dimensions: Record<string, string>
  proposed: Coded | null
  is_right: boolean | null
}

/** Lines of a supplier that are remembered when another comes; older ones weigh nothing any more. */
const REMEMBERED = 200

export async function outcomesOf(cx: Cx, partyId: string, exceptReceiptId: string): Promise<Outcome[]> {
  const rows = await cx.sql<OutcomeRow>(
    `select receipt_id, source, item_key, text_key, vat_key, account, vat_code, dimensions, proposed, is_right
     from coding_outcomes where company_id = $1 and party_id = $2 and receipt_id <> $3
     order by decided_at desc, receipt_id desc, position limit ${REMEMBERED}`,
    [cx.companyId, partyId, exceptReceiptId],
    'coding_outcomes_of',
  )
  return rows.map((row) => ({
    receiptId: row.receipt_id,
    source: row.source,
    itemKey: row.item_key,
    textKey: row.text_key,
    vatKey: row.vat_key,
    coded: { account: row.account, vatCode: row.vat_code, dimensions: row.dimensions },
    proposed: row.proposed,
    isRight: row.is_right,
  }))
}

/** When a person last had a part in how lines of the supplier were coded; null = never. */
export async function lastLookAt(cx: Cx, partyId: string): Promise<Date | null> {
  const [row] = await cx.sql<{ at: Date }>(
    `select decided_at as at from coding_outcomes where company_id = $1 and party_id = $2
     order by decided_at desc limit 1`,
    [cx.companyId, partyId],
    'coding_last_look',
  )
  return row?.at ?? null
}

interface TallyRow {
  scope: 'company' | 'supplier' | 'rule'
  key: string
  right: number
  count: number
}

/** Outcomes that a precision is measured by: the last ones, so that it says how it goes now, and is read in no time. */
const MEASURED = 500

/** Every source, history by each of its bases. */
const KINDS = CODING_SOURCES.flatMap((source): { readonly source: CodingSource; readonly basis: string }[] =>
  source === 'history' ? BASES.map((basis) => ({ source, basis })) : [{ source, basis: '' }],
)

/**
 * The measured precision of every source, history by what it rests on, in the company and with the supplier, and of the
 * rules since they say what they say.
 */
export async function measure(
  cx: Cx,
  partyId: string | null,
  rules: readonly { readonly id: string; readonly sayingSince: number }[],
): Promise<Measured> {
  const last = `order by decided_at desc limit ${MEASURED}`
  const rows = await cx.sql<TallyRow>(
    `select 'company' as scope, s.source || ' ' || s.basis as key, t.* from unnest($5::text[], $6::text[]) s (source, basis),
       lateral (select count(*) filter (where is_right)::int as right, count(*)::int as count from (
         select is_right from coding_outcomes where company_id = $1 and source = s.source and basis = s.basis ${last}) o) t
     union all
     select 'supplier', source || ' ' || basis, count(*) filter (where is_right)::int, count(*)::int from (
       select source, basis, is_right from coding_outcomes
       where company_id = $1 and party_id = $2 and source is not null ${last}) o
     group by source, basis
     union all
     select 'rule', r.id, t.* from unnest($3::text[], $4::int[]) r (id, since),
       lateral (select count(*) filter (where is_right)::int, count(*)::int from (
         select is_right from coding_outcomes where company_id = $1 and rule_id = r.id and rule_version >= r.since ${last}) o) t`,
    [
      cx.companyId,
      partyId,
      rules.map(({ id }) => id),
      rules.map(({ sayingSince }) => sayingSince),
      KINDS.map(({ source }) => source),
      KINDS.map(({ basis }) => basis),
    ],
    'measure_coding',
  )
  const tallies = (scope: TallyRow['scope']): Map<string, Tally> =>
    new Map(rows.filter((row) => row.scope === scope).map(({ key, right, count }) => [key, { right, count }]))
  return { company: tallies('company'), supplier: tallies('supplier'), rules: tallies('rule') }
}

export interface SourceTally extends Tally {
  readonly source: CodingSource
  /** What history rested on; null for the other sources. */
  readonly basis: Basis | null
}

export interface SupplierTally extends SourceTally {
  readonly partyId: string
}

const BASIS = `nullif(basis, '') as basis`

/** The suppliers with the most outcomes since a day, each source of them by itself. */
export const tallySuppliers = (cx: Cx, since: string, limit: number): Promise<SupplierTally[]> =>
  cx.sql<SupplierTally>(
    `select party_id as "partyId", source, ${BASIS}, count(*) filter (where is_right)::int as right, count(*)::int as count
     from coding_outcomes
     where company_id = $1 and source is not null and party_id is not null and decided_at >= $2::timestamptz
     group by party_id, source, coding_outcomes.basis
     order by count(*) desc, party_id, source, coding_outcomes.basis limit $3`,
    [cx.companyId, since, limit],
  )

export const tallySources = (cx: Cx, since: string): Promise<SourceTally[]> =>
  cx.sql<SourceTally>(
    `select source, ${BASIS}, count(*) filter (where is_right)::int as right, count(*)::int as count from coding_outcomes
     where company_id = $1 and source is not null and decided_at >= $2::timestamptz
     group by source, coding_outcomes.basis order by source, coding_outcomes.basis`,
    [cx.companyId, since],
  )

export interface Correction {
  readonly receiptId: string
  readonly line: number
  readonly proposed: Coded
  readonly became: Coded
  readonly correctedBy: string
  readonly correctedAt: Date
}

/** What people made of a rule's codings in place of them, newest first. */
export const correctionsOf = (cx: Cx, ruleId: string, limit: number): Promise<Correction[]> =>
  cx.sql<Correction>(
    `select receipt_id as "receiptId", position as line, proposed, decided_by as "correctedBy",
       decided_at as "correctedAt",
       jsonb_build_object('account', account, 'vatCode', vat_code, 'dimensions', dimensions) as became
     from coding_outcomes where company_id = $1 and rule_id = $2 and not is_right order by decided_at desc limit $3`,
    [cx.companyId, ruleId, limit],
  )
