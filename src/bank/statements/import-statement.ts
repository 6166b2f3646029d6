import { accountKey, isIban, normaliseIban } from '#src/kernel/iban.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { lockBankAccount } from '../accounts/bank-account.store.ts'
import type { BankAccount } from '../accounts/bank-account.ts'
import { statementImported } from '../bank.events.ts'
import '../bank.problems.ts'
import { readStatementFile } from '../formats/read-statement.ts'
import type { Statement, StatementFile } from '../formats/statement.ts'
import { exceptionsOf, summaryOf } from '../formats/summary.ts'
import { runAfterImport } from './after-import.ts'
import type { BankStatement, Exception } from './bank-statement.ts'
import { chainExceptions, inOrder } from './chain.ts'
import { draftTransactions } from './draft-transactions.ts'
import { insertStatement, neighbours, setChainExceptions, statementsOfFile } from './statement.store.ts'
import { insertTransactions, statusCounts } from './transaction.store.ts'
import { withoutKnown } from './without-known.ts'

export interface UploadStatement {
  readonly bankAccountId: string
  readonly file: { readonly bytes: Uint8Array; readonly name: string }
}

export interface ImportedFile {
  /** False when the same file had come in before and nothing changed. */
  readonly isNew: boolean
  readonly statements: readonly BankStatement[]
  readonly transactions: number
  readonly matched: number
  readonly proposed: number
  readonly unmatched: number
}

/**
 * Keeps the file's bytes, then takes its statements in. A file that is refused stays in the file store under the hash
 * that the problem names. Fails: statement_* and xml_* problems.
 */
export async function uploadStatement(call: Call, { bankAccountId, file }: UploadStatement): Promise<ImportedFile> {
  const { sha256 } = await call.platform.files.put(file.bytes)
  return importStatement(call, { bankAccountId, sha256, name: file.name, bytes: file.bytes })
}

interface ImportStatement {
  readonly bankAccountId: string
  readonly sha256: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** Takes in the statements of a file and lets the match desk at them, all in one transaction. */
export const importStatement = command(
  'statement.import',
  { can: 'bank:write' },
  async (cx, input: ImportStatement): Promise<ImportedFile> => {
    const account = await lockBankAccount(cx, input.bankAccountId)
    const before = await statementsOfFile(cx, account.id, input.sha256)
    if (before.length > 0) {
      cx.audit({ kind: 'bankAccount', id: account.id }, { sameFileAgain: input.sha256 })
      return { isNew: false, statements: before, ...(await countsOf(cx, before)) }
    }
    const file = readStatementFile(input.bytes)
    const own = file.statements.filter((statement) => isOf(statement, account))
    demandOwn(file, own, account)
    const transactionIds: string[] = []
    for (const statement of own) transactionIds.push(...(await takeIn(cx, { account, file, statement, input })))
    await runAfterImport(cx, { bankAccountId: account.id, transactionIds })
    const statements = await statementsOfFile(cx, account.id, input.sha256)
    for (const statement of statements) {
      cx.audit(
        { kind: 'statement', id: statement.id },
        { fileSha256: input.sha256, transactions: statement.transactions },
      )
      cx.emit(statementImported, {
        id: statement.id,
        version: 1,
        bankAccountId: account.id,
        transactions: statement.transactions,
        exceptions: statement.exceptions.map(({ code }) => code),
      })
    }
    return { isNew: true, statements, ...(await countsOf(cx, statements)) }
  },
)

async function countsOf(cx: Cx, statements: readonly BankStatement[]) {
  const counts = await statusCounts(
    cx,
    statements.map(({ id }) => id),
  )
  return {
    transactions: [...counts.values()].reduce((sum, count) => sum + count, 0),
    matched: counts.get('matched') ?? 0,
    proposed: counts.get('proposed') ?? 0,
    unmatched: counts.get('unmatched') ?? 0,
  }
}

/** Whether the statement is of this account; a national number is the end of its IBAN in most countries. */
function isOf({ account }: Statement, { number }: BankAccount): boolean {
  if (account.number === null) return false
  const [theirs, ours] = [accountKey(account.number), accountKey(number)]
  if (theirs === ours) return true
  const endsWith = (iban: string, national: string): boolean =>
    isIban(iban) && !isIban(national) && national.length >= 7 && normaliseIban(iban).slice(4).endsWith(national)
  return endsWith(theirs, ours) || endsWith(ours, theirs)
}

function demandOwn(file: StatementFile, own: readonly Statement[], account: BankAccount): void {
  if (own.length === 0) {
    const named = file.statements.map((statement) => statement.account.number ?? 'none').join(', ')
    fail('statement_other_account', `The file is of account ${named}, not of ${account.number}.`)
  }
  const other = own.find(({ currency }) => currency !== null && currency !== account.currency)
  if (other) {
    fail('statement_other_currency', `The statement is in ${other.currency}, the account in ${account.currency}.`)
  }
}

interface TakeIn {
  readonly account: BankAccount
  readonly file: StatementFile
  readonly statement: Statement
  readonly input: ImportStatement
}

/** Writes one statement with what is new in it, and judges the chain around it again. Answers the new ids. */
async function takeIn(cx: Cx, { account, file, statement, input }: TakeIn): Promise<string[]> {
  const summary = summaryOf(statement)
  const inCurrency = (amount: typeof summary.opening): bigint | null =>
    amount?.currency === account.currency ? amount.amountMinor : null
  const row = {
    id: newId('statement'),
    bankAccountId: account.id,
    fileSha256: input.sha256,
    fileName: input.name,
    filePosition: file.statements.indexOf(statement),
    format: file.format,
    kind: statement.kind,
    bankId: statement.id,
    sequence: statement.electronicSequence ?? statement.legalSequence,
    from: summary.from,
    to: summary.to,
    openingMinor: inCurrency(summary.opening),
    closingMinor: inCurrency(summary.closing),
    currency: account.currency,
    entries: statement.entries.length,
  }
  const around = await neighbours(cx, account.id, row.from, row.to)
  const drafts = draftTransactions(statement, cx.today)
  const place = inOrder([...around, { ...row, known: 0 }])
  const previous = place[place.findIndex(({ id }) => id === row.id) - 1]
  const isNext = previous !== undefined && previous.closingMinor !== null && previous.closingMinor === row.openingMinor
  const fresh = await withoutKnown(cx, account.id, drafts, isNext ? row.id : undefined)
  const news = fresh.map((draft) => ({ ...draft, id: newId('bankTransaction') }))
  const known = drafts.length - fresh.length
  const exceptions: Exception[] = exceptionsOf({ ...file, statements: [statement] }).map(
    ({ code, message, entry }) => ({
      code,
      message,
      entry,
    }),
  )
  await insertStatement(cx, { ...row, transactions: news.length, known, exceptions })
  await insertTransactions(cx, account.id, row.id, news)
  await judgeChain(cx, [...around, { ...row, known }], row.id)
  return news.map(({ id }) => id)
}

/** The new statement and the one that follows it are held against what now stands before them. */
async function judgeChain(cx: Cx, statements: Parameters<typeof inOrder>[0], newId: string): Promise<void> {
  const ordered = inOrder(statements)
  for (const [index, statement] of ordered.entries()) {
    const before = ordered[index - 1]
    if (statement.id === newId || before?.id === newId) {
      await setChainExceptions(cx, statement.id, chainExceptions(statement, before))
    }
  }
}
