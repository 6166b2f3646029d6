import { availableParallelism, loadavg } from 'node:os'
import { Client } from 'pg'

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
  say(`node ${process.version}, ${availableParallelism()} cores, load average ${load.join(' ')} before the start`)
  if (databaseUrl === undefined) return
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const shown = []
  for (const name of ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size']) {
    const { rows } = await client.query<Record<string, string>>(`show ${name}`)
    shown.push(`${name} ${rows[0]?.[name]}`)
  }
  await client.end()
  say(`postgres: ${shown.join(', ')}`)
}

export interface Goal {
  /** Row of the goals in PERFORMANCE.md. */
  readonly row: number
  readonly text: string
  readonly goal: number
  readonly floor: number
  /** Whether more is better. */
  readonly isMore: boolean
  /** One ratio a round. */
  readonly ratios: readonly number[]
}

/** The ratios of all rounds, their median, and how it stands to goal and floor. */
export function sayGoal({ row, text, goal, floor, isMore, ratios }: Goal): void {
  const middle = median(ratios)
  const reaches = (mark: number): boolean => (isMore ? middle >= mark : middle <= mark)
  const verdict = reaches(goal) ? 'goal met' : reaches(floor) ? 'floor met' : 'BELOW THE FLOOR'
  const sign = isMore ? '>=' : '<='
  say(`row ${row}  ${text}: ${middle.toFixed(2)}  (goal ${sign} ${goal}, floor ${sign} ${floor}: ${verdict})`)
  say(`        rounds: ${ratios.map((ratio) => ratio.toFixed(2)).join('  ')}`)
}
