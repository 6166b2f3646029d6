/** One line of an area's table. */
export interface FoundRow {
  /** Row of PERFORMANCE.md; '' where it has none. */
  readonly row: string
  readonly text: string
  readonly median: string
  readonly rounds: readonly string[]
  readonly goal: string
  readonly floor: string
  readonly verdict: string
}

/** All that an area found, as it goes into docs/performance.md or out as JSON. */
export interface Findings {
  readonly area: string
  readonly at: string
  readonly effort: string
  readonly machine: string[]
  readonly rows: FoundRow[]
  /** Medians of the variants, "name 1 234/s". */
  readonly medians: string[]
  /** Parts that were not measured, and why. */
  readonly missing: string[]
}

const begin = (area: string, effort: string): Findings => ({
  area,
  at: new Date().toISOString(),
  effort,
  machine: [],
  rows: [],
  medians: [],
  missing: [],
})

let current: Findings = begin('', '')

/** What the running area has found so far. */
export const findings = (): Findings => current

export function beginArea(area: string, effort: string): Findings {
  current = begin(area, effort)
  return current
}

export const noteMachine = (line: string): void => void current.machine.push(line)

/** The area's figures as they stand in docs/performance.md. */
export function toMarkdown({ area, at, effort, machine, rows, medians, missing }: Findings): string {
  const lines = [
    `\`npm run bench -- ${area}\`, ${at.slice(0, 16).replace('T', ' ')} UTC, ${effort}.`,
    ...machine.map((one) => `${one}.`),
    '',
  ]
  if (rows.length > 0) {
    lines.push('| row | ratio | median | rounds | goal | floor | |', '|---|---|---|---|---|---|---|')
    for (const { row, text, median, rounds, goal, floor, verdict } of rows) {
      const verdictShown = verdict === 'BELOW THE FLOOR' ? `**${verdict}**` : verdict
      lines.push(`| ${row} | ${text} | **${median}** | ${rounds.join(' ')} | ${goal} | ${floor} | ${verdictShown} |`)
    }
    lines.push('')
  }
  if (medians.length > 0) lines.push(`Medians: ${medians.join(', ')}.`, '')
  for (const text of missing) lines.push(`Not measured: ${text}.`, '')
  return lines.join('\n')
}

/** The page with the area's figures between its markers replaced. Throws when the page has no place for them. */
export function replaceFigures(page: string, found: Findings): string {
  const [start, end] = [`<!-- figures: ${found.area} -->`, `<!-- end: ${found.area} -->`]
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`the page has no place for the figures of ${found.area}: ${start} ${end}`)
  return `${page.slice(0, from + start.length)}\n${toMarkdown(found)}${page.slice(to)}`
}
