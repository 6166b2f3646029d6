import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Subject } from './subject.ts'

export type Flag = 'fatal' | 'warning'

/** Whether a rule holds at a node of the document. */
export type Holds = (node: XmlElement, subject: Subject) => boolean

/** One official rule: its id and flag are the official ones, the sentence is ours. */
export interface Rule {
  readonly id: string
  readonly flag: Flag
  readonly message: string
  readonly holds: Holds
  /** Tells for many rules at once which are broken at a node, by id; what is broken is what `holds` says. */
  readonly group?: Group
}

export type Group = (node: XmlElement, subject: Subject) => ReadonlySet<string>

/**
 * The nodes that a group of rules is about. `at` lists where: names from the outermost to the element itself
 * ("cac:Party/cbc:EndpointID"), a leading "/" for the document's root ("/ubl:Invoice/cbc:Note"), "*" for any element, "*Amount" for
 * any whose name ends so.
 */
export interface Context {
  readonly at: readonly string[]
  readonly when: Holds | undefined
  readonly rules: readonly Rule[]
}

/** Contexts in order: as in Schematron, a node belongs to the first context of a pattern that it fits, and to no other. */
export type Pattern = readonly Context[]

export interface RuleSet {
  readonly name: string
  readonly patterns: readonly Pattern[]
}

export const fatal = (id: string, message: string, holds: Holds): Rule => ({ id, flag: 'fatal', message, holds })
export const warning = (id: string, message: string, holds: Holds): Rule => ({ id, flag: 'warning', message, holds })

/** A rule of a group: hundreds of them cost one walk when none is broken. */
export const grouped = (id: string, flag: Flag, message: string, group: Group): Rule => ({
  id,
  flag,
  message,
  group,
  holds: (node, subject) => !group(node, subject).has(id),
})

/** Rules about the elements at one or more places (alternatives with " | "). */
export const context = (at: string, rules: readonly Rule[]): Context => ({ at: placesOf(at), when: undefined, rules })

/** Rules about those elements at the places for which `when` is true. */
export const contextWhen = (at: string, when: Holds, rules: readonly Rule[]): Context => ({
  at: placesOf(at),
  when,
  rules,
})

const placesOf = (at: string): string[] => at.split('|').map((place) => place.trim())

export const rulesOf = (sets: readonly RuleSet[]): Rule[] =>
  sets.flatMap((set) => set.patterns.flatMap((pattern) => pattern.flatMap((one) => one.rules)))
