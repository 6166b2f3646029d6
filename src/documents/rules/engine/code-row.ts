import type { CodeLists } from '../code-lists.ts'
import { type Context, contextWhen, fatal, type Holds } from './rule.ts'
import { attributeIn, codeIn } from './tests.ts'

/** A rule about a code: id, places, "@attribute" that holds it or "" for the text, name of the list, and the sentence. */
export type CodeRow = readonly [id: string, at: string, attribute: string, list: string, message: string]

/** An element without the attribute is not judged. */
export function codeContext([id, at, attribute, list, message]: CodeRow, lists: CodeLists): Context {
  const name = attribute.slice(1)
  const codes = lists(list)
  const rule = fatal(id, message, attribute === '' ? codeIn(codes) : attributeIn(name, codes))
  return contextWhen(at, attribute === '' ? always : withAttribute(name), [rule])
}

const always: Holds = () => true

export const withAttribute =
  (name: string): Holds =>
  (node) =>
    node.attributes[name] !== undefined
