import { kindOf, mayImport } from './rooms.ts'
import type { Import, Source } from './sources.ts'

/** A rule of the house: its sentence, and the places of a file that break it. */
export interface Rule {
  readonly sentence: string
  readonly breaches: (source: Source, all: ReadonlyMap<string, Source>) => readonly string[]
}

const MAX_LINES = 300

const isOurs = ({ path }: Source): boolean => /^(src|connectors)\//.test(path)
const inside = (path: string, ...starts: string[]): boolean => starts.some((start) => path.startsWith(start))
const spelled = (imports: readonly Import[]): string[] => imports.map(({ specifier }) => specifier)
const matches = (source: Source, pattern: RegExp): string[] => {
  const breaches: string[] = []
  source.code.split('\n').forEach((line, index) => {
    if (pattern.test(line)) breaches.push(`line ${index + 1}: ${line.trim().slice(0, 100)}`)
  })
  return breaches
}

const direction: Rule = {
  sentence: 'A room imports only the rooms that DESIGN section 4 ("Who may import whom") puts before it.',
  breaches: (source) =>
    spelled(source.imports.filter(({ file }) => file !== undefined && !mayImport(source.path, file).isAllowed)),
}

const doors: Rule = {
  sentence:
    'A room is entered by its index.ts only; kernel and platform have no door, and a test may look into the room that it mirrors.',
  breaches: (source) =>
    spelled(source.imports.filter(({ file }) => file !== undefined && mayImport(source.path, file).isPastDoor)),
}

const kernel: Rule = {
  sentence: 'The kernel is pure: it imports nothing of ours and no package but node:crypto.',
  breaches: ({ path, imports }) =>
    inside(path, 'src/kernel/')
      ? spelled(imports.filter((one) => one.package !== undefined && one.package !== 'node:crypto'))
      : [],
}

const connectors: Rule = {
  sentence:
    'A connector knows its vendor, src/connect/sdk.ts and the kernel: never a database, HTTP server or queue library.',
  breaches: ({ path, imports }) =>
    inside(path, 'connectors/')
      ? spelled(imports.filter((one) => /^(pg|drizzle-orm|hono|@hono\/.*|bullmq|ioredis)$/.test(one.package ?? '')))
      : [],
}

const queues: Rule = {
  sentence: 'BullMQ and ioredis stand only in src/platform/jobs and the entries: HTTP code never touches a queue.',
  breaches: (source) =>
    isOurs(source) && !inside(source.path, 'src/platform/jobs/') && kindOf(source.path) !== 'entry'
      ? spelled(source.imports.filter((one) => one.package === 'bullmq' || one.package === 'ioredis'))
      : [],
}

/** The parts of the platform that are stores themselves. */
const PLATFORM_STORES = ['src/platform/command/', 'src/platform/db/', 'src/platform/outbox/', 'src/platform/jobs/']
const SQL_TEXT =
  /[`'"]\s*(select\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s|create\s+(table|role|database)\s)/i
const SQL_CALL = /\.sql(<|\()|\bcx\.tx\b|\bsql`/

const sql: Rule = {
  sentence:
    'SQL stands only in *.store.ts, in migrations and in the stores of the platform (command, db, outbox, jobs).',
  breaches: (source) =>
    isOurs(source) && !source.path.endsWith('.store.ts') && !inside(source.path, ...PLATFORM_STORES)
      ? [...matches(source, SQL_TEXT), ...matches(source, SQL_CALL)]
      : [],
}

const environment: Rule = {
  sentence: 'process.env is read only in src/config.ts (tests: in test/support and test/bench).',
  breaches: (source) =>
    source.path === 'src/config.ts' || inside(source.path, 'test/support/', 'test/bench/', 'test/architecture')
      ? []
      : matches(source, /\bprocess\.env\b|\bprocess\[['"]env/),
}

const clock: Rule = {
  sentence:
    'The time of day comes only from platform/clock.ts; kernel/id.ts may ask for it, as ids carry their moment and no rule reads it back.',
  breaches: (source) =>
    isOurs(source) && source.path !== 'src/platform/clock.ts' && source.path !== 'src/kernel/id.ts'
      ? matches(source, /\bDate\.now\b|\bnew Date\(\)|\bnew Date\b(?!\()|\bTemporal\.Now\b/)
      : [],
}

const size: Rule = {
  sentence: `A file has at most ${MAX_LINES} lines; split it by what it is about.`,
  breaches: ({ lines }) => (lines > MAX_LINES ? [`${lines} lines`] : []),
}

const FORBIDDEN_IN_CONTRACT =
  /\.(store|routes|table|jobs)\.tsx?$|^src\/platform\/(command|db|outbox|jobs|files|secrets)\/|^src\/platform\/(platform|deps)\.ts$/

const contracts: Rule = {
  sentence: 'A *.contract.ts reaches no handler, store or database, so that the API document is made without them.',
  breaches: (source, all) => (source.path.endsWith('.contract.ts') ? reached(source, all) : []),
}

/** The forbidden files that a contract pulls in at run time, each with the way there. */
function reached(contract: Source, all: ReadonlyMap<string, Source>): string[] {
  const seen = new Set<string>([contract.path])
  const breaches: string[] = []
  const visit = (source: Source, way: readonly string[]): void => {
    for (const { file, isTypeOnly } of source.imports) {
      if (file === undefined || isTypeOnly || seen.has(file)) continue
      seen.add(file)
      if (FORBIDDEN_IN_CONTRACT.test(file)) breaches.push([...way, file].join(' > '))
      const next = all.get(file)
      if (next) visit(next, [...way, file])
    }
  }
  visit(contract, [])
  return breaches
}

const endings: Rule = {
  sentence: 'Imports of ours carry their file ending and leave their room by #src, #connectors or #test, not by dots.',
  breaches: (source) =>
    spelled(
      source.imports.filter(
        ({ file, specifier }) =>
          file !== undefined &&
          (!/\.(tsx?|json|yaml)$/.test(file) || (specifier.startsWith('..') && leavesRoom(source.path, file))),
      ),
    ),
}

/** Dots may lead to what is no code, such as openapi/. */
const leavesRoom = (from: string, to: string): boolean =>
  inside(to, 'src/', 'connectors/', 'test/') && roomFolder(from) !== roomFolder(to)

const roomFolder = (path: string): string =>
  path.split('/').length > 2 ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '')

export const RULES: Readonly<Record<string, Rule>> = {
  direction,
  doors,
  kernel,
  connectors,
  queues,
  sql,
  environment,
  clock,
  size,
  contracts,
  endings,
}

/** Every breach of every rule as one line: the sentence, the file, the place. */
export function judge(sources: readonly Source[], rules: readonly Rule[] = Object.values(RULES)): string[] {
  const all = new Map(sources.map((source) => [source.path, source]))
  return rules.flatMap((rule) =>
    sources.flatMap((source) =>
      rule.breaches(source, all).map((place) => `${source.path}: ${place}\n    ${rule.sentence}`),
    ),
  )
}
