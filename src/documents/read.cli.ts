import { parseArgs } from 'node:util'
import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import type { CliCommand } from '#src/platform/cli.ts'
import { eachFile, type FileAnswer } from './cli-files.ts'
import type { EInvoice } from './einvoice/read-einvoice.ts'
import { readEInvoice } from './einvoice/read-einvoice.ts'
import { toJson } from './einvoice/to-json.ts'
import { checkArithmetic } from './rules/check-arithmetic.ts'

const USAGE = 'read [--json] FILE...'

export const readCommand: CliCommand = {
  name: 'read',
  usage: USAGE,
  async run(args, io) {
    const options = optionsOf(args)
    if (!options) {
      io.err(`usage: bilag ${USAGE}\n`)
      return 2
    }
    return eachFile(options.files, options.json, io, (file, bytes) => answer(file, readEInvoice(bytes)))
  },
}

function optionsOf(args: readonly string[]): { files: readonly string[]; json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    return positionals.length === 0 ? undefined : { files: positionals, json: values.json ?? false }
  } catch {
    return undefined
  }
}

/** A field of an e-invoice is what the sender wrote: certain, and on no page. */
const field = (value: string | undefined) =>
  value === undefined ? null : { value, confidence: 1, page: null, box: null, source: 'einvoice' }

const amountField = (value: Decimal | undefined) => field(value && formatDecimal(value))

export function fieldsOf({ invoice }: EInvoice): Record<string, ReturnType<typeof field>> {
  const { declared, supplier } = invoice
  return {
    issuer: field(supplier.name),
    organisationNumber: field(supplier.organisationNumber),
    number: field(invoice.number),
    issuedOn: field(invoice.issuedOn),
    dueOn: field(invoice.dueOn),
    currency: field(invoice.currency),
    net: amountField(declared.net),
    vat: amountField(declared.vat),
    gross: amountField(declared.gross),
    payable: amountField(declared.payable),
    paymentReference: field(invoice.paymentReference),
    account: field(invoice.bankAccount),
  }
}

function answer(file: string, document: EInvoice): FileAnswer {
  const fields = fieldsOf(document)
  const broken = checkArithmetic(document).fired.map(({ id, message, locations }) => ({
    code: id,
    message,
    pointer: locations[0] ?? '',
  }))
  const exceptions = [...document.exceptions, ...broken]
  const kind = document.kind === 'creditNote' ? 'creditNote' : 'supplierInvoice'
  return {
    json: { file, kind, fields, lines: toJson(document.invoice.lines), exceptions },
    lines: [
      `${file}: ${kind}`,
      ...Object.entries(fields).map(([name, one]) => `  ${name}: ${one?.value ?? '-'}`),
      ...exceptions.map((one) => `  ! ${one.code} ${one.message}`),
    ],
  }
}
