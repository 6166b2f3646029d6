import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { formatMinor, type Money } from '#src/kernel/money.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { CliCommand, CliIo } from '#src/platform/cli.ts'
import { readStatementFile } from './formats/read-statement.ts'
import type { Statement } from './formats/statement.ts'
import { exceptionsOf, summaryOf } from './formats/summary.ts'
import { transactionsOf } from './formats/transactions.ts'

/** `statement [--json] FILE...`: what the files say, one line of JSON per file or a table for people. */
export const statementCommand: CliCommand = {
  name: 'statement',
  usage: 'statement [--json] FILE...   read bank statements (camt.052, camt.053, camt.054)',
  async run(args, io) {
    const options = parse(args)
    if (!options) {
      io.err(`usage: ${statementCommand.usage}`)
      return 2
    }
    let exitCode = 0
    for (const file of options.files) {
      const found = await readOne(file)
      if ('error' in found) exitCode = 1
      if (options.json) io.out(JSON.stringify(found))
      else tell(found, io)
    }
    return exitCode
  },
}

function parse(args: readonly string[]): { json: boolean; files: string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    return positionals.length > 0 ? { json: values.json, files: positionals } : undefined
  } catch {
    return undefined
  }
}

type Found = ReturnType<typeof toWire> | { file: string; error: { code: string; message: string } }

async function readOne(file: string): Promise<Found> {
  try {
    return toWire(file, await readFile(file))
  } catch (error) {
    if (isProblem(error)) return { file, error: { code: error.code, message: error.message } }
    const message = error instanceof Error ? error.message : String(error)
    return { file, error: { code: 'file_unreadable', message } }
  }
}

function toWire(file: string, bytes: Uint8Array) {
  const read = readStatementFile(bytes)
  return {
    file,
    format: read.format,
    statements: read.statements.map(statementToWire),
    exceptions: exceptionsOf(read),
  }
}

const decimalText = (amount: Money | null): string | null => amount && formatMinor(amount.amountMinor, amount.currency)

function statementToWire(statement: Statement) {
  const { opening, closing, from, to } = summaryOf(statement)
  return {
    account: statement.account.number,
    currency: statement.currency,
    openingBalance: decimalText(opening),
    closingBalance: decimalText(closing),
    from,
    to,
    transactions: transactionsOf(statement).map((transaction) => ({
      bookedOn: transaction.bookedOn,
      valueOn: transaction.valueOn,
      amount: decimalText(transaction.amount),
      currency: transaction.amount.currency,
      reference: transaction.reference,
      endToEndId: transaction.endToEndId,
      invoiceNumbers: transaction.invoiceNumbers,
      remittance: transaction.remittance,
      counterparty: transaction.counterparty,
      bankReference: transaction.bankReference,
    })),
  }
}

function tell(found: Found, io: CliIo): void {
  if ('error' in found) {
    io.err(`${found.file}: ${found.error.code}: ${found.error.message}\n`)
    return
  }
  io.out(`${found.file}: ${found.format}`)
  for (const statement of found.statements) {
    io.out(`  ${statement.account ?? 'no account'} ${statement.currency ?? ''} ${statement.from} to ${statement.to}`)
    io.out(`  ${'opening'.padEnd(12)}${(statement.openingBalance ?? '').padStart(16)}`)
    for (const { bookedOn, amount, counterparty, reference, remittance } of statement.transactions) {
      const words = [counterparty.name, reference, remittance].filter((word) => word !== null).join(' · ')
      io.out(`  ${(bookedOn ?? '').padEnd(12)}${(amount ?? '').padStart(16)}  ${words}`)
    }
    io.out(`  ${'closing'.padEnd(12)}${(statement.closingBalance ?? '').padStart(16)}`)
  }
  for (const { code, message } of found.exceptions) io.out(`  ! ${code}: ${message}`)
}
