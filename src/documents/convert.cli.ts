import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isProblem } from '#src/kernel/problem.ts'
import type { CliCommand, CliIo } from '#src/platform/cli.ts'
import { type Converted, convert, isTarget, TARGETS, type Target } from './convert.ts'
import { readEInvoice } from './einvoice/read-einvoice.ts'

const USAGE = `convert --to ${TARGETS.join('|')} [-o OUT] FILE`

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
      const converted = convert(readEInvoice(await readFile(options.file)), options.target)
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
  readonly target: Target
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
    if (file === undefined || more.length > 0 || values.to === undefined || !isTarget(values.to)) return undefined
    return { file, out: values.out, target: values.to }
  } catch {
    return undefined
  }
}
