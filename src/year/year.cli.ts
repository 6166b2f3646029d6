import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { CliCommand, CliIo } from '#src/platform/cli.ts'
import { systemClock } from '#src/platform/clock.ts'
import { ApiProblem, companyApi } from './api.ts'
import { driveYear } from './drive-year.ts'
import { progressBar } from './progress.ts'
import { readYearFolder } from './year-folder.ts'
import { yearTable } from './year-table.ts'

interface Options {
  readonly url: string
  readonly key: string
  readonly company: string
  readonly json: boolean
  readonly folder: string
}

/** `year`: drives a folder of invoices and bank statements through the HTTP API of a server and says what came of it. */
export const yearCommand: CliCommand = {
  name: 'year',
  usage: 'year [--json] --url URL --key KEY --company ID FOLDER   take a bookkeeping year through the API',
  async run(args, io) {
    const options = parse(args)
    if (!options) {
      io.err(`usage: ${yearCommand.usage}\n`)
      return 2
    }
    try {
      return await drive(options, io)
    } catch (error) {
      const failure = failureOf(error)
      if (options.json) io.out(JSON.stringify({ file: options.folder, error: failure }))
      io.err(`\n${failure.code}: ${failure.message}\n`)
      return 1
    }
  },
}

async function drive({ url, key, company, json, folder }: Options, io: CliIo): Promise<number> {
  await stat(folder)
  const year = await readYearFolder(folder)
  const api = companyApi(url, key, company)
  try {
    const result = await driveYear(api, year, { progress: progressBar(io.err), clock: systemClock })
    if (json) io.out(JSON.stringify(result))
    else for (const line of yearTable(result)) io.out(line)
    return year.unread.length > 0 ? 1 : 0
  } finally {
    await api.close()
  }
}

function parse(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        key: { type: 'string' },
        company: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { url, key, company, json } = values
    const [folder, ...more] = positionals
    const isWhole = url && URL.canParse(url) && key && company && folder && more.length === 0
    return isWhole ? { url, key, company, json, folder } : undefined
  } catch {
    return undefined
  }
}

/** What the server refused, or a folder or server that is not there; a fault of our own is thrown on. */
function failureOf(error: unknown): { code: string; message: string } {
  if (error instanceof ApiProblem) return { code: error.code, message: error.message }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { code: error.code, message: error.message }
  }
  throw error
}
