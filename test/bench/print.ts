import { availableParallelism, loadavg } from 'node:os'
import { Client } from 'pg'
import { findings, noteMachine } from './findings.ts'

export const say = (line = ''): void => void process.stdout.write(`${line}\n`)

/** One figure in few characters: 3 digits that mean something. */
export const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en').replaceAll(',', ' ') : value.toPrecision(3)

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** What the figures were made on. With a database: how it flushes. */
export async function sayMachine(area: string, databaseUrl?: string): Promise<void> {
  say(`# ${area}: ${new Date().toISOString()}`)
  const load = loadavg().map((one) => one.toFixed(1))
  const machine = `node ${process.version}, ${availableParallelism()} cores, load average ${load.join(' ')} before the start`
  say(machine)
  noteMachine(machine)
  if (databaseUrl === undefined) return
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const shown = []
  for (const name of ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size']) {
    const { rows } = await client.query<Record<string, string>>(`show ${name}`)
    shown.push(`${name} ${rows[0]?.[name]}`)
  }
  await client.end()
  const database = `PostgreSQL: ${shown.join(', ')}`
  say(database)
  noteMachine(database)
}

/** Says that a part is not measured, and what it would take. */
export function sayMissing(text: string): void {
  say(`NOT MEASURED: ${text}`)
  findings().missing.push(text)
}

/** One ratio a round of two variants, with nothing that it is held to. */
export interface Ratio {
  readonly text: string
  readonly ratios: readonly number[]
}

export interface Goal extends Ratio {
  /** Row of the goals in PERFORMANCE.md. */
  readonly row: number
  readonly goal: number
  readonly floor: number
  /** Whether more is better. */
  readonly isMore: boolean
}

/** The ratios of all rounds, their median, and how it stands to goal and floor. */
export function sayGoal({ row, text, goal, floor, isMore, ratios }: Goal): void {
  const middle = median(ratios)
  const reaches = (mark: number): boolean => (isMore ? middle >= mark : middle <= mark)
  const verdict = reaches(goal) ? 'goal met' : reaches(floor) ? 'floor met' : 'BELOW THE FLOOR'
  const sign = isMore ? '>=' : '<='
  say(`row ${row}  ${text}: ${shown(middle)}  (goal ${sign} ${goal}, floor ${sign} ${floor}: ${verdict})`)
  say(`        rounds: ${ratios.map(shown).join('  ')}`)
  findings().rows.push({
    row: String(row),
    text,
    median: shown(middle),
    rounds: ratios.map(shown),
    goal: `${sign} ${goal}`,
    floor: `${sign} ${floor}`,
    verdict,
  })
}

/** The same where no goal is set. */
export function sayRatio({ text, ratios }: Ratio): void {
  const middle = median(ratios)
  say(`        ${text}: ${shown(middle)}`)
  say(`        rounds: ${ratios.map(shown).join('  ')}`)
  findings().rows.push({
    row: '',
    text,
    median: shown(middle),
    rounds: ratios.map(shown),
    goal: '',
    floor: '',
    verdict: '',
  })
}

const shown = (ratio: number): string => (ratio >= 100 || ratio < 0.1 ? ratio.toPrecision(3) : ratio.toFixed(2))
