import type { StatementFile } from '#src/bank/formats/statement.ts'
import { SEEN, viewFile } from './genkgo.ts'

/** The oracle writes an object as getter name to value. */
export type Getters = { [getter: string]: unknown }

/** Every leaf of the oracle compared with ours; `found` lists where they differ and what we do not hold. */
export function differences(file: StatementFile, expected: Getters): { compared: number; found: string[] } {
  const tally = { compared: 0, found: [] as string[] }
  compare(viewFile(file), expected, '', tally)
  return tally
}

interface Tally {
  compared: number
  readonly found: string[]
}

function compare(ours: unknown, theirs: unknown, path: string, tally: Tally): void {
  if (theirs === SEEN || ours === SEEN) return
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    if (theirs.length !== ours.length) tally.found.push(`${path}: ${ours.length} for ${theirs.length}`)
    for (const [index, item] of theirs.entries()) compare(ours[index], item, `${path}[${index}]`, tally)
    return
  }
  if (isObject(theirs) && isObject(ours)) {
    compareGetters(ours, theirs, path, tally)
    return
  }
  tally.compared += 1
  if (ours !== theirs) tally.found.push(`${path}: ${JSON.stringify(ours)} for ${JSON.stringify(theirs)}`)
}

function compareGetters(ours: Getters, theirs: Getters, path: string, tally: Tally): void {
  for (const [getter, value] of Object.entries(theirs)) {
    if (getter === '__CLASS__') continue
    if (getter in ours) compare(ours[getter], value, `${path}.${getter}`, tally)
    else tally.found.push(`${path}.${getter} is not held`)
  }
}

const isObject = (value: unknown): value is Getters =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
