import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from '@hono/zod-openapi'
import { stringify } from 'yaml'
import type { CliCommand, CliIo } from './platform/cli.ts'
import { eventKinds } from './platform/events.ts'
import { openApiDocument } from './platform/http/document.ts'
import { lintDocument } from './platform/http/lint-document.ts'
import { routes } from './routes.ts'
import { wireRooms } from './wiring.ts'

const FOLDER = fileURLToPath(new URL('../openapi/', import.meta.url))
const VERSION = '0.1.0'

/** `openapi` writes the document and the event schemas; `openapi --check` fails on drift and on lint warnings. */
export const openapiCommand: CliCommand = {
  name: 'openapi',
  usage: 'openapi [--check]',
  async run(args, io) {
    const files = makeFiles()
    const warnings = lintDocument(files.document)
    for (const warning of warnings) io.err(`openapi: ${warning}\n`)
    if (args.includes('--check')) return (await isCurrent(files.texts, io)) && warnings.length === 0 ? 0 : 1
    await writeFiles(files.texts)
    io.out(`openapi: ${Object.keys(files.texts).length} files written`)
    return warnings.length === 0 ? 0 : 1
  },
}

/** File name below openapi/ -> text, and the document that they come from. */
function makeFiles(): { document: object; texts: Record<string, string> } {
  wireRooms()
  const document = openApiDocument(
    routes.map(({ operation }) => operation),
    VERSION,
  )
  const texts: Record<string, string> = {
    'openapi.yaml': stringify(document, { aliasDuplicateObjects: false, lineWidth: 120 }),
  }
  for (const kind of eventKinds().values()) {
    const schema = {
      title: kind.type,
      description: kind.summary,
      'x-schema-version': kind.schemaVersion,
      ...z.toJSONSchema(kind.schema),
    }
    texts[`events/${kind.type}.schema.json`] = `${JSON.stringify(schema, null, 2)}\n`
  }
  return { document, texts }
}

async function isCurrent(texts: Record<string, string>, io: CliIo): Promise<boolean> {
  const stale: string[] = []
  for (const [name, text] of Object.entries(texts)) {
    const committed = await readFile(FOLDER + name, 'utf8').catch(() => '')
    if (committed !== text) stale.push(name)
  }
  const known = await readdir(`${FOLDER}events`).catch(() => [])
  stale.push(...known.filter((name) => !(`events/${name}` in texts)))
  for (const name of stale) io.err(`openapi: ${name} is not what the contracts say; run npm run openapi\n`)
  return stale.length === 0
}

async function writeFiles(texts: Record<string, string>): Promise<void> {
  await rm(`${FOLDER}events`, { recursive: true, force: true })
  await mkdir(`${FOLDER}events`, { recursive: true })
  for (const [name, text] of Object.entries(texts)) await writeFile(FOLDER + name, text)
}
