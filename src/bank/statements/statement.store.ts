import type { BookDate } from '#src/kernel/book-date.ts'
import { toJson } from '#src/kernel/json.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { BankStatement, Exception } from './bank-statement.ts'

interface StatementRow {
  id: string
  bank_account_id: string
  file_sha256: string
  file_name: string
  file_position: number
  format: string
  kind: BankStatement['kind']
  bank_id: string
  sequence: string | null
  from_on: BookDate | null
  to_on: BookDate | null
  opening_minor: bigint | null
  closing_minor: bigint | null
  currency: string
  entries: number
  transactions: number
  known: number
  exceptions: Exception[]
  chain_exceptions: Exception[]
  imported_at: Date
}

const toStatement = (row: StatementRow): BankStatement => ({
  id: row.id,
  bankAccountId: row.bank_account_id,
  fileSha256: row.file_sha256,
  fileName: row.file_name,
  filePosition: row.file_position,
  format: row.format,
  kind: row.kind,
  bankId: row.bank_id,
  sequence: row.sequence,
  from: row.from_on,
  to: row.to_on,
  openingMinor: row.opening_minor,
  closingMinor: row.closing_minor,
  currency: row.currency,
  entries: row.entries,
  transactions: row.transactions,
  known: row.known,
  exceptions: [...row.exceptions, ...row.chain_exceptions],
  importedAt: row.imported_at,
})

export async function insertStatement(cx: Cx, statement: Omit<BankStatement, 'importedAt'>): Promise<void> {
  await cx.sql(
    `insert into bank_statements (company_id, id, bank_account_id, file_sha256, file_name, file_position, format, kind,
       bank_id, sequence, from_on, to_on, opening_minor, closing_minor, currency, entries, transactions, known, exceptions,
       imported_at, imported_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [
      cx.companyId,
      statement.id,
      statement.bankAccountId,
      statement.fileSha256,
      statement.fileName,
      statement.filePosition,
      statement.format,
      statement.kind,
      statement.bankId,
      statement.sequence,
      statement.from,
      statement.to,
      statement.openingMinor,
      statement.closingMinor,
      statement.currency,
      statement.entries,
      statement.transactions,
      statement.known,
      toJson(statement.exceptions),
      cx.now,
      cx.actor.name,
    ],
    'insert_statement',
  )
}

export async function statementsOfFile(cx: Cx, bankAccountId: string, sha256: string): Promise<BankStatement[]> {
  const rows = await cx.sql<StatementRow>(
    `select * from bank_statements where company_id = $1 and bank_account_id = $2 and file_sha256 = $3 order by file_position`,
    [cx.companyId, bankAccountId, sha256],
    'statements_of_file',
  )
  return rows.map(toStatement)
}

/** The account's statements with balances that lie around a period: those that a new one may chain with. */
export async function neighbours(
  cx: Cx,
  bankAccountId: string,
  from: BookDate | null,
  to: BookDate | null,
): Promise<BankStatement[]> {
  const rows = await cx.sql<StatementRow>(
    `(select * from bank_statements
       where company_id = $1 and bank_account_id = $2 and closing_minor is not null and to_on < coalesce($3, $4, 'infinity'::date)
       order by to_on desc, id desc limit 1)
     union
     (select * from bank_statements
       where company_id = $1 and bank_account_id = $2 and closing_minor is not null
         and to_on >= coalesce($3, $4, 'infinity'::date) and from_on <= coalesce($4, $3, '-infinity'::date))
     union
     (select * from bank_statements
       where company_id = $1 and bank_account_id = $2 and closing_minor is not null and from_on > coalesce($4, $3, '-infinity'::date)
       order by to_on, id limit 1)`,
    [cx.companyId, bankAccountId, from, to],
    'statement_neighbours',
  )
  return rows.map(toStatement)
}

export async function setChainExceptions(cx: Cx, statementId: string, exceptions: readonly Exception[]): Promise<void> {
  await cx.sql(
    'update bank_statements set chain_exceptions = $3 where company_id = $1 and id = $2',
    [cx.companyId, statementId, toJson(exceptions)],
    'set_chain_exceptions',
  )
}

export async function loadStatement(cx: Cx, id: string): Promise<BankStatement> {
  const [row] = await cx.sql<StatementRow>(
    'select * from bank_statements where company_id = $1 and id = $2',
    [cx.companyId, id],
    'load_statement',
  )
  return row ? toStatement(row) : fail('not_found', 'There is no such statement in this company.')
}

export async function listStatementRows(
  cx: Cx,
  { bankAccountId, after, limit }: { bankAccountId: string; after: string | undefined; limit: number },
): Promise<BankStatement[]> {
  const rows = await cx.sql<StatementRow>(
    `select * from bank_statements where company_id = $1 and bank_account_id = $2 and id > coalesce($3, '')
     order by id limit $4`,
    [cx.companyId, bankAccountId, after ?? null, limit],
  )
  return rows.map(toStatement)
}
