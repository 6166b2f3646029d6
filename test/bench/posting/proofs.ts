import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'pg'
import type { LoadRequest } from '../load.ts'
import { say } from '../print.ts'
import { SHAPES } from './bare-tables.ts'

interface Written {
  readonly lines: readonly { readonly account: string; readonly debit?: string; readonly credit?: string }[]
}

const minor = (text = '0'): bigint => BigInt(text.replace('.', ''))

/** One posting each way writes the same rows; only then does timing mean anything. */
export async function assertSameRows(client: Client, port: number, requests: readonly LoadRequest[]): Promise<void> {
  const [request] = requests
  if (!request) throw new Error('no request')
  const { method, path, headers, body = '' } = request
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body })
  if (answer.status !== 201) throw new Error(`the API answered ${answer.status}: ${await answer.text()}`)
  const [a, b, c, d] = (JSON.parse(body) as Written).lines
  const values = {
    company: '1',
    id: '7',
    a: a?.account,
    b: b?.account,
    c: c?.account,
    d: d?.account,
    amount: minor(a?.debit),
  }
  for (const shape of ['six', 'cte'] as const) {
    await client.query('begin')
    for (const text of SHAPES[shape].filter((one) => one !== 'begin' && one !== 'commit')) {
      await client.query(fill(text, values))
    }
    const bare = await rowsOf(client, 'bare.lines', 'bare.entries', 'bare.audit', 'bare.outbox')
    await client.query('rollback')
    const ours = await rowsOf(client, 'journal_lines', 'journal_entries', 'audit_log', 'outbox')
    if (!isDeepStrictEqual(bare, ours)) throw new Error(`other rows: ${JSON.stringify([bare, ours])}`)
  }
  say('one posting each way wrote the same lines, and one entry, audit and outbox row each')
}

const fill = (text: string, values: Readonly<Record<string, unknown>>): string =>
  text.replace(/(?<!:):(company|id|a|b|c|d|amount)\b/g, (_all, name: string) => `'${values[name]}'`)

async function rowsOf(client: Client, lines: string, entries: string, audit: string, outbox: string) {
  const { rows } = await client.query(
    `select line_number, account, booked_on::text, amount_minor::text, currency, currency_amount_minor::text
       from ${lines} order by line_number`,
  )
  const { rows: counts } = await client.query(
    `select (select count(*) from ${entries})::int as entries,
            (select count(*) from ${audit} where action = 'journalEntry.post')::int as audit,
            (select count(*) from ${outbox} where name = 'journalEntry.posted')::int as outbox`,
  )
  return { rows, counts }
}

/** After all rounds: every entry whole and zero, every number given once, balances equal to the lines. */
export async function assertSound(client: Client): Promise<void> {
  const { rows } = await client.query<Record<'entries' | 'unbalanced' | 'gaps' | 'differing', number>>(
    `select (select count(*) from journal_entries)::int as entries,
       (select count(*) from (select from journal_lines group by company_id, entry_id having sum(amount_minor) <> 0) u)::int
         as unbalanced,
       (select count(*) from (select from journal_entries group by company_id, series_id, fiscal_year
          having max(number) <> count(*)) g)::int as gaps,
       (select count(*) from (
          select company_id, account, sum(amount_minor) as total from journal_lines group by 1, 2
          except select company_id, account, sum(debit_minor - credit_minor) from account_balances group by 1, 2) d)::int
         as differing`,
  )
  const [found] = rows
  if (!found || found.unbalanced + found.gaps + found.differing > 0)
    throw new Error(`unsound: ${JSON.stringify(found)}`)
  say(`afterwards: ${found.entries} entries, none unbalanced, no number missing, balances equal to the lines`)
}
