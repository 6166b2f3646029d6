import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isProblem } from '#src/kernel/problem.ts'
import type { CliCommand } from '#src/platform/cli.ts'
import { type EInvoice, readEInvoice } from './einvoice/read-einvoice.ts'
import { invoiceToJson } from './einvoice/to-json.ts'
import { writeUbl } from './einvoice/ubl/write-ubl.ts'

/** Formats that an invoice can be written in. */
const FORMATS: Readonly<Record<string, (document: EInvoice) => string>> = {
  json: ({ invoice, exceptions }) => JSON.stringify(invoiceToJson(invoice, exceptions)),
  ubl: ({ invoice }) => writeUbl(invoice),
}

const USAGE = `convert --to ${Object.keys(FORMATS).join('|')} [-o OUT] FILE`

export const convertCommand: CliCommand = {
  name: 'convert',
  usage: USAGE,
  async run(args, io) {
    const options = optionsOf(args)
    if (!options) {
      io.err(`usage: bilag ${USAGE}\n`)
      return 2
    }
    try {
      const written = options.write(readEInvoice(await readFile(options.file)))
      if (options.out === undefined) io.out(written)
      else await writeFile(options.out, written)
      return 0
    } catch (error) {
      if (!isProblem(error) && !(error instanceof Error && 'code' in error)) throw error
      io.err(`${options.file}: ${error.message}\n`)
      return 1
    }
  },
}

interface Options {
  readonly file: string
  readonly out: string | undefined
  readonly write: (document: EInvoice) => string
}

/** Undefined for wrong usage. */
function optionsOf(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { to: { type: 'string' }, out: { type: 'string', short: 'o' }, json: { type: 'boolean' } },
    })
    const [file, ...more] = positionals
    const write = values.to !== undefined && Object.hasOwn(FORMATS, values.to) ? FORMATS[values.to] : undefined
    return file === undefined || more.length > 0 || !write ? undefined : { file, out: values.out, write }
  } catch {
    return undefined
  }
}
