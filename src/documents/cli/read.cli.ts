import { parseArgs } from 'node:util'
import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import type { CliCommand } from '#src/platform/cli.ts'
import type { EInvoice } from '../einvoice/read-einvoice.ts'
import { toJson } from '../einvoice/to-json.ts'
import { type ReadingProblem, readDocumentFile } from '../read-file.ts'
import { type Extraction, extractFields, wordsOfText } from '../reading/fields/index.ts'
import { checkArithmetic } from '../rules/check-arithmetic.ts'
import { eachFile, type FileAnswer } from './cli-files.ts'

const USAGE = 'read [--text] [--json] FILE...'

export const readCommand: CliCommand = {
  name: 'read',
  usage: USAGE,
  async run(args, io) {
    const options = optionsOf(args)
    if (!options) {
      io.err(`usage: bilag ${USAGE}\n`)
      return 2
    }
    return eachFile(options.files, options.json, io, (file, bytes) =>
      options.text ? textAnswer(file, bytes) : fileAnswer(file, bytes),
    )
  },
}

interface Options {
  readonly files: readonly string[]
  readonly json: boolean
  /** The files are plain text, as an OCR gives it. */
  readonly text: boolean
}

function optionsOf(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, text: { type: 'boolean' } },
    })
    if (positionals.length === 0) return undefined
    return { files: positionals, json: values.json ?? false, text: values.text ?? false }
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

async function fileAnswer(file: string, bytes: Uint8Array): Promise<FileAnswer> {
  const read = await readDocumentFile(bytes)
  return read.kind === 'einvoice'
    ? einvoiceAnswer(file, read.invoice)
    : pagesAnswer(file, read.extraction, read.problems)
}

/** Text in any encoding of the Latin alphabet: bytes that are no UTF-8 are shown as such, never refused. */
const textAnswer = (file: string, bytes: Uint8Array): FileAnswer =>
  pagesAnswer(file, extractFields(wordsOfText(new TextDecoder('utf-8').decode(bytes))), [])

function pagesAnswer(file: string, extraction: Extraction, problems: readonly ReadingProblem[]): FileAnswer {
  const { kind, fields, lines } = extraction
  const exceptions = [...problems.map((one) => ({ ...one, pointer: '' })), ...extraction.exceptions]
  return { json: { file, kind, fields, lines, exceptions }, lines: linesFor(file, kind, fields, exceptions) }
}

const linesFor = (
  file: string,
  kind: string,
  fields: Readonly<Record<string, { readonly value: string } | null>>,
  exceptions: readonly { readonly code: string; readonly message: string }[],
): string[] => [
  `${file}: ${kind}`,
  ...Object.entries(fields).map(([name, one]) => `  ${name}: ${one?.value ?? '-'}`),
  ...exceptions.map((one) => `  ! ${one.code} ${one.message}`),
]

function einvoiceAnswer(file: string, document: EInvoice): FileAnswer {
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
    lines: linesFor(file, kind, fields, exceptions),
  }
}
