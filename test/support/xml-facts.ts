/**
 * A second, naive way to look into an XML document, so that a test of the reader does not trust the reader's parser:
 * every leaf's text by its path of local names, in order.
 */
export function xmlFacts(bytes: Uint8Array): { leaf: (path: string) => string[]; count: (path: string) => number } {
  const text = new TextDecoder().decode(bytes).replace(/<!--[\s\S]*?-->/g, '')
  const leaves = new Map<string, string[]>()
  const counts = new Map<string, number>()
  const stack: string[] = []
  for (const [, closing, name = '', , empty, run = ''] of text.matchAll(TOKEN)) {
    if (closing) stack.pop()
    else {
      stack.push(name.replace(/^.*:/, ''))
      const path = stack.slice(1).join('/')
      counts.set(path, (counts.get(path) ?? 0) + 1)
      if (run.trim() !== '') leaves.set(path, [...(leaves.get(path) ?? []), unescapeText(run.trim())])
      if (empty) stack.pop()
    }
  }
  return { leaf: (path) => leaves.get(path) ?? [], count: (path) => counts.get(path) ?? 0 }
}

const TOKEN = /<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>([^<]*)/g

const unescapeText = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
