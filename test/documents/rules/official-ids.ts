import { type RuleSet, rulesOf } from '#src/documents/rules/engine/rule.ts'
import { corpusText } from '#test/support/corpus.ts'

const ASSERTION = /<(?:\w+:)?assert\b([^>]*)>/g
const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** Ids and flags of the assertions in an official Schematron file, "BR-01 fatal", sorted. */
export function officialIds(path: string): string[] {
  const text = corpusText(path).replace(/<!--[\s\S]*?-->/g, '')
  // An attribute value may hold ">", so the tags are read with their quoted values taken out first.
  const flat = text.replace(/\b(test|context|select|value)\s*=\s*("[^"]*"|'[^']*')/g, '')
  const found = [...flat.matchAll(ASSERTION)].map(([, tag = '']) => `${attribute(tag, 'id')} ${attribute(tag, 'flag')}`)
  return [...new Set(found)].sort()
}

/** Ids and flags of our rules in the same form. */
export const idsOf = (sets: readonly RuleSet[]): string[] =>
  [...new Set(rulesOf(sets).map(({ id, flag }) => `${id} ${flag}`))].sort()
