import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { AREAS, type Area } from './areas.ts'
import { beginArea, type Findings, replaceFigures, toMarkdown } from './findings.ts'
import { say } from './print.ts'

/**
 * `npm run bench -- [area ...] [--rounds N] [--seconds N] [--markdown] [--json] [--write]`: measures and prints, and never
 * fails for a figure. Without an area all of them, one after the other. `--write` puts the figures into
 * docs/performance.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '5' },
    markdown: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const unknown = positionals.filter((name) => !AREAS.some((area) => area.name === name))

if (values.help || unknown.length > 0) {
  if (unknown.length > 0) say(`there is no area ${unknown.join(', ')}`)
  say('npm run bench -- [area ...] [--rounds 6] [--seconds 5] [--markdown] [--json] [--write]')
  for (const one of AREAS) say(`  ${one.name.padEnd(10)} ${one.summary}`)
  process.exitCode = unknown.length > 0 ? 2 : 0
} else {
  const found: Findings[] = []
  const wanted = AREAS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  for (const area of wanted) found.push(await measure(area))
  if (values.markdown) for (const one of found) say(`\n${toMarkdown(one)}`)
  if (values.json) say(JSON.stringify(found, null, 2))
}

async function measure(area: Area): Promise<Findings> {
  const effort = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
  const found = beginArea(area.name, `${effort.rounds} rounds of ${effort.seconds} s`)
  try {
    await (await area.load())(effort)
  } catch (error) {
    // The other areas are measured all the same.
    say(`${area.name} broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    found.missing.push(`the run broke off (${error instanceof Error ? error.message : String(error)})`)
    process.exitCode = 1
  }
  if (values.write) writeFileSync(PAGE, replaceFigures(readFileSync(PAGE, 'utf8'), found))
  say()
  return found
}
