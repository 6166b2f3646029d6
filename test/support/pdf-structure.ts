import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A piece of a PDF as a screen reader meets it. */
export interface Read {
  /** Roles from the outermost inwards: "Table/TR/TD". */
  readonly role: string
  readonly text: string
}

interface StructNode {
  readonly role?: string
  readonly alt?: string
  readonly type?: string
  readonly id?: string
  readonly children?: readonly StructNode[]
}

/** What a screen reader reads of a PDF, page by page in the order of its structure, by another library than writes it. */
export async function readAloud(bytes: Uint8Array): Promise<Read[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const read: Read[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const texts = textsByMark((await page.getTextContent({ includeMarkedContent: true })).items as readonly Item[])
    const tree: StructNode | null = await page.getStructTree()
    if (tree) read.push(...piecesOf(tree, [], texts))
  }
  await task.destroy()
  return read
}

interface Item {
  readonly str?: string
  readonly type?: string
  /** None or null for what has no number. */
  readonly id?: string | null
}

function textsByMark(items: readonly Item[]): Map<string, string> {
  const texts = new Map<string, string>()
  const open: (string | undefined)[] = []
  for (const { type = '', id, str = '' } of items) {
    if (type.startsWith('beginMarkedContent')) open.push(id ?? undefined)
    else if (type === 'endMarkedContent') open.pop()
    const mark = open.findLast((one) => one !== undefined)
    if (mark !== undefined) texts.set(mark, (texts.get(mark) ?? '') + str)
  }
  return texts
}

function piecesOf(node: StructNode, above: readonly string[], texts: ReadonlyMap<string, string>): Read[] {
  const roles = node.role && node.role !== 'Root' && node.role !== 'Document' ? [...above, node.role] : above
  const role = roles.join('/')
  if (node.alt !== undefined) return [{ role, text: node.alt }]
  const read: Read[] = []
  for (const child of node.children ?? []) {
    if (child.type !== 'content') read.push(...piecesOf(child, roles, texts))
    else read.push({ role, text: texts.get(child.id ?? '') ?? '' })
  }
  return read
}
