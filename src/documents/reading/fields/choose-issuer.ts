import type { Choice } from './choose-totals.ts'
import { fold } from './fold.ts'
import { boxOfLines, continues, mendLegalForm, type NameLine, nameLines } from './name-lines.ts'
import { boxOf } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** The lines that make a name. */
export interface Name {
  readonly lines: readonly NameLine[]
  readonly text: string
}

/** Who stands above the lines of a block: rows under a label "Bill to" are the buyer's. */
const BLOCK_ROWS = 6

const has = (line: NameLine, ...concepts: Concept[]): boolean =>
  line.labels.some((label) => concepts.some((one) => label.concepts.includes(one)))

/** Points for standing early on the page: the letterhead or the top of a receipt. */
const placeScore = (place: number): number => [5, 3.8, 3, 2.5, 2, 1.6, 1.3, 1, 0.8, 0.6][place] ?? 0

const REGISTRATION =
  /(?:^|\(|\s)(?:co(?:mpany)?\W*)?(?:reg(?:istration)?\W*)?(?:no\W*)?\(?[a-z]{0,3}\d{4,10}\s?-?\s?[a-z]\)?\W*$/iu

/** Names of the hosts of e-mail and web addresses on the page, without their endings. */
function domains(scene: Scene): string[] {
  const found = new Set<string>()
  for (const { row } of scene.rows) {
    for (const match of row.text.matchAll(
      /(?:@|www\.|https?:\/\/(?:www\.)?)([\p{L}\d-]+(?:\.[\p{L}\d-]+)*)\.[a-z]{2,}/giu,
    )) {
      const core = fold(match[1]?.split('.').at(-1) ?? '').replace(/[^a-z\d]/g, '')
      if (core.length > 2 && !/^(?:gmail|hotmail|outlook|yahoo|facebook|live|icloud|online|com|co)$/.test(core))
        found.add(core)
    }
  }
  return [...found]
}

const compact = (text: string): string => fold(text).replace(/[^a-z\d]/g, '')

function matchesDomain(name: string, hosts: readonly string[]): boolean {
  const letters = compact(name)
  return hosts.some((host) => letters.includes(host) || (letters.length > 4 && host.includes(letters)))
}

/** Rows below a name say whose it is: numbers of a business, phone and bank are the issuer's. */
function contactScore(scene: Scene, line: NameLine): number {
  const box = boxOf(line.span)
  const found = new Set<Concept>()
  let score = 0
  for (let below = 0; below <= BLOCK_ROWS; below++) {
    const row = scene.rows[line.span.row.index + below]
    if (!row || row.row.page !== line.span.row.page) break
    if (below <= 1 && REGISTRATION.test(row.row.text)) score += score < 2 ? 2 : 0
    for (const label of row.labels) {
      const isNear =
        below === 0 || (label.left < box.x + box.width + box.height * 4 && label.right > box.x - box.height * 4)
      if (isNear) for (const concept of label.concepts) found.add(concept)
    }
  }
  for (const concept of ['orgNumber', 'vatNumber', 'phone', 'email', 'iban'] as const)
    if (found.has(concept)) score += 0.5
  return score
}

/** Points against a line below a label of the buyer, points for one below or beside a label of the seller. */
function partyScore(scene: Scene, line: NameLine): number {
  const box = boxOf(line.span)
  for (let above = 0; above <= BLOCK_ROWS; above++) {
    const row: SceneRow | undefined = scene.rows[line.span.row.index - above]
    if (!row || row.row.page !== line.span.row.page) return 0
    for (const { concepts, left, right, end, start } of row.labels) {
      const isBeside = above === 0 && end <= line.span.start + 1
      const isOver = above > 0 && left < box.x + Math.max(box.width, box.height * 6) && right > box.x - box.height
      const isWhole = start < 3 || row.row.text.slice(0, start).endsWith('   ')
      if (!isBeside && !(isOver && isWhole)) continue
      if (concepts.includes('formerly') && above <= 1) return -5
      if (concepts.includes('seller')) return above <= 1 ? 6 : 1
      if (concepts.includes('buyer') || concepts.includes('shipTo')) return -6
    }
  }
  return 0
}

function lineScore(line: NameLine): number {
  let score = 0
  if (line.hasLegalForm) score += 4
  else if (line.hasTradeWord) score += 1.5
  if (line.isAddress) score -= 6
  const isDocumentWord = has(line, 'invoice', 'receipt', 'creditNote', 'taxTable')
  if (line.labelShare > 0.7) score -= 6
  else if (isDocumentWord && line.labelShare > 0.4 && !line.hasLegalForm) score -= 5
  else if (line.labelShare > 0.35 && !line.hasLegalForm) score -= 1.5
  if (has(line, 'phone', 'email', 'person', 'greeting', 'formerly', 'orgNumber', 'vatNumber', 'number'))
    score -= line.hasLegalForm ? 1 : 4
  if (has(line, 'formerly')) score -= 4
  if (/\d{4,}/.test(line.text)) score -= 2
  if (/[a-z]/.test(line.text) && /^[a-zæøåäö]/.test(line.text)) score -= 1.5
  return score
}

/** The lines joined that make one name, starting at `at`. */
function nameAt(lines: readonly NameLine[], at: number): NameLine[] {
  const joined: NameLine[] = []
  for (let index = at; index < lines.length && joined.length < 3; index++) {
    const [last, line] = [joined.at(-1), lines[index]]
    if (!line || (last && !continues(last, line, lines[index + 1]))) break
    joined.push(line)
  }
  return joined
}

/** Only so many lines of the first page's top and of its foot are weighed. */
const TOP_LINES = 40

/** Who issued the document: of all lines that could be a name the one with most that speaks for it. */
export function chooseIssuer(scene: Scene): Choice<Name> | undefined {
  const first = scene.rows[0]?.row.page
  const all = nameLines(scene)
  const lines = all
    .filter((line, index) => (line.span.row.page === first && index < TOP_LINES) || line.hasLegalForm)
    .slice(0, 3 * TOP_LINES)
  const hosts = domains(scene)
  const heights = lines.map(({ height }) => height).sort((a, b) => a - b)
  const usualHeight = heights[Math.floor(heights.length / 2)] ?? 1
  let place = 0
  const options = lines.flatMap((line, index) => {
    const upper = lines[index - 1]
    if (upper && continues(upper, line, lines[index + 1])) return []
    const joined = nameAt(lines, index)
    const whole = joined.length > 1 ? { ...line, hasLegalForm: joined.some((one) => one.hasLegalForm) } : line
    const own = lineScore(whole)
    let score = own + partyScore(scene, line) + contactScore(scene, joined.at(-1) ?? line)
    if (own > -2) score += placeScore(place++)
    if (matchesDomain(line.text, hosts)) score += 2.5
    if (line.height > 1.3 * usualHeight) score += 1
    return [{ name: { lines: joined, text: mendLegalForm(joined.map(({ text }) => text).join(' ')) }, score }]
  })
  const sorted = options.sort((a, b) => b.score - a.score)
  const [best] = sorted
  if (!best || best.score <= 0) return undefined
  const rival = sorted.find(({ name }) => compact(name.text) !== compact(best.name.text))?.score ?? 0
  return { value: best.name, score: best.score, rival }
}

export const boxOfName = (name: Name) => boxOfLines(name.lines)
