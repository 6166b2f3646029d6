import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isLocale, LOCALES, type Locale } from '#src/kernel/locale.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { CliCommand, CliIo } from '#src/platform/cli.ts'
import {
  type Converted,
  convert,
  convertToPdf,
  isPdfTarget,
  isTextTarget,
  PDF_TARGETS,
  type PdfTarget,
  TEXT_TARGETS,
  type TextTarget,
} from '../convert.ts'
import { readEInvoice } from '../einvoice/read-einvoice.ts'

const USAGE = `convert --to ${[...TEXT_TARGETS, ...PDF_TARGETS].join('|')} [--language ${LOCALES.join('|')}] [-o OUT] FILE`

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
      const read = readEInvoice(await readFile(options.file))
      const converted = isPdfTarget(options.target)
        ? await convertToPdf(read, options.target, options.language)
        : convert(read, options.target, options.language)
      for (const { code, message, pointer } of converted.told)
        io.err(`${options.file}: ${code} ${pointer} ${message}\n`)
      await give(converted, options.out, io)
      return 0
    } catch (error) {
      if (!isProblem(error) && !(error instanceof Error && 'code' in error)) throw error
      io.err(`${options.file}: ${error.message}\n`)
      return 1
    }
  },
}

async function give({ content }: Converted, out: string | undefined, io: CliIo): Promise<void> {
  if (out !== undefined) await writeFile(out, content)
  else if (typeof content === 'string') io.out(content)
  else io.bytes?.(content)
}

interface Options {
  readonly file: string
  readonly out: string | undefined
  readonly target: TextTarget | PdfTarget
  readonly language: Locale | undefined
}

/** Undefined for wrong usage. */
function optionsOf(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        out: { type: 'string', short: 'o' },
        language: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const [file, ...more] = positionals
    const { to = '', language } = values
    if (file === undefined || more.length > 0 || !(isTextTarget(to) || isPdfTarget(to))) return undefined
    if (language !== undefined && !isLocale(language)) return undefined
    return { file, out: values.out, target: to, language }
  } catch {
    return undefined
  }
}
