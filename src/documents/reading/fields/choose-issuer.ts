import { isBorneOut, type Name, type NameOption } from './borne-out.ts'
import type { Choice } from './choice.ts'
import { compact } from './fold.ts'
import { contactScore, domains, lineScore, matchesDomain, partyScore } from './issuer-clues.ts'
import { boxOfLines, continues, mendLegalForm, type NameLine, nameLines } from './name-lines.ts'
import type { Row } from './row.ts'
import type { Scene } from './scene.ts'
import { isBelowSender, type SenderLine, senderLines } from './sender-lines.ts'

/** Who issued the document, and whether more than the look of the name says so. */
export interface IssuerChoice extends Choice<Name> {
  readonly isBorneOut: boolean
}

/** Points for standing early on the page: the letterhead or the top of a receipt. */
const placeScore = (place: number): number => [5, 3.8, 3, 2.5, 2, 1.6, 1.3, 1, 0.8, 0.6][place] ?? 0

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

/** The names that stand on several rows of the document, as in a letterhead and a foot. */
function repeatedNames(lines: readonly NameLine[]): ReadonlySet<string> {
  const first = new Map<string, Row>()
  const again = new Set<string>()
  for (const { letters, span } of lines) {
    const row = first.get(letters)
    if (!row) first.set(letters, span.row)
    else if (row !== span.row && letters.length > 4) again.add(letters)
  }
  return again
}

/** What the line over an envelope's window says for the name in it and against the one below it. */
const SENDER = 3
const ADDRESSEE = 6

/** What it says for a name to begin the document, with the numbers of a business in its block. */
const HEAD = 2.5
/** The company under the name of a shop stands this close below it. */
const SHOP_ROWS = 3

/** The first words of all, and not the name of a shop over that of its company. */
const isHead = ({ span }: NameLine, all: readonly NameLine[]): boolean =>
  span.row.index === 0 &&
  span.start === 0 &&
  !all.some((one) => one.hasLegalForm && one.span.row.index > 0 && one.span.row.index <= SHOP_ROWS)

/** Only so many lines of the first page's top and of its foot are weighed. */
const TOP_LINES = 40

/** What all names of a document are weighed by. */
interface Weights {
  readonly scene: Scene
  readonly all: readonly NameLine[]
  readonly hosts: readonly string[]
  readonly repeated: ReadonlySet<string>
  readonly senders: readonly SenderLine[]
  readonly usualHeight: number
}

function weightsOf(scene: Scene, all: readonly NameLine[], lines: readonly NameLine[]): Weights {
  const heights = lines.map(({ height }) => height).sort((a, b) => a - b)
  const usualHeight = heights[Math.floor(heights.length / 2)] ?? 1
  const [hosts, repeated, senders] = [domains(scene), repeatedNames(all), senderLines(scene)]
  return { scene, all, hosts, repeated, senders, usualHeight }
}

/** All but its place on the page. */
function weigh(
  joined: readonly NameLine[],
  { scene, all, hosts, repeated, senders, usualHeight }: Weights,
): NameOption | undefined {
  const [line, last] = [joined[0], joined.at(-1)]
  if (!line || !last) return undefined
  const hasLegalForm = joined.some((one) => one.hasLegalForm)
  const [party, contact] = [partyScore(scene, line), contactScore(scene, last)]
  const isAddressee = isBelowSender(line.span, senders)
  const isSender = !isAddressee && senders.some(({ name }) => compact(name) === line.letters)
  const hasDomain = matchesDomain(line, hosts)
  const isAgain = repeated.has(line.letters)
  let score = lineScore(joined.length > 1 ? { ...line, hasLegalForm } : line) + party + contact
  if (hasDomain) score += 3
  if (isAddressee) score -= ADDRESSEE
  if (isSender) score += SENDER
  if (isAgain) score += 1
  if (line.height > 1.3 * usualHeight) score += 1
  if (contact >= 1 && isHead(line, all)) score += HEAD
  const ties = (party > 0 ? 2 : 0) + (isSender ? 2 : 0) + Number(contact >= 1) + Number(hasDomain) + Number(isAgain)
  return {
    name: { lines: joined, text: mendLegalForm(joined.map(({ text }) => text).join(' ')) },
    hasLegalForm,
    score,
    ties,
  }
}

/** All lines that could be the issuer's name, the likeliest first. */
export function issuerOptions(scene: Scene, all: readonly NameLine[] = nameLines(scene)): NameOption[] {
  const first = scene.rows[0]?.row.page
  const lines = all
    .filter((line, index) => (line.span.row.page === first && index < TOP_LINES) || line.hasLegalForm)
    .slice(0, 3 * TOP_LINES)
  const weights = weightsOf(scene, all, lines)
  let place = 0
  const options = lines.flatMap((line, index) => {
    const upper = lines[index - 1]
    if (upper && continues(upper, line, lines[index + 1])) return []
    const option = weigh(nameAt(lines, index), weights)
    if (!option) return []
    const isPlaced = lineScore(line) > -2
    return [isPlaced ? { ...option, score: option.score + placeScore(place++) } : option]
  })
  return options.sort((a, b) => b.score - a.score)
}

/** Who issued the document: of all lines that could be a name the one with most that speaks for it. */
export function chooseIssuer(scene: Scene): IssuerChoice | undefined {
  const all = nameLines(scene)
  const sorted = issuerOptions(scene, all)
  const [best] = sorted
  if (!best || best.score <= 0) return undefined
  const rival = sorted.find(({ name }) => compact(name.text) !== compact(best.name.text))?.score ?? 0
  return { value: best.name, score: best.score, rival, isBorneOut: isBorneOut(best, sorted, all) }
}

export const boxOfName = (name: Name) => boxOfLines(name.lines)
