import { decodeStream } from '#src/documents/pdf/decode-stream.ts'
import { objectsOf, type PdfObjects, resolve } from '#src/documents/pdf/pdf-objects.ts'
import {
  isArray,
  isDictionary,
  isName,
  type PdfDictionary,
  type PdfValue,
  textOf,
} from '#src/documents/pdf/pdf-value.ts'

/**
 * Clauses of ISO 14289-1 (PDF/UA-1) that a PDF breaks, of those that a machine can judge and that matter for what we
 * write: all that is drawn is read or an artifact, tables are whole and headed, pictures are told, and the file says so.
 */
export function pdfuaFaults(bytes: Uint8Array): string[] {
  const objects = objectsOf(Buffer.from(bytes))
  const catalog = [...objects.values.values()].find((one) => isDictionary(one) && nameOf(one, 'Type') === 'Catalog')
  if (!isDictionary(catalog)) return ['no catalog']
  const faults = new Set<string>()
  const demand: Demand = (clause, isKept) => void (isKept || faults.add(clause))
  demand('5 marked as PDF/UA', Buffer.from(bytes).includes('<pdfuaid:part>1</pdfuaid:part>'))
  demand('6.2 tagged', at(objects, catalog, 'MarkInfo', 'Marked') === true)
  demand('7.1 title is shown', at(objects, catalog, 'ViewerPreferences', 'DisplayDocTitle') === true)
  demand('7.2 language', /^[a-z]{2}/.test(textOf(at(objects, catalog, 'Lang')) ?? ''))
  const root = at(objects, catalog, 'StructTreeRoot')
  const document = kidsOf(objects, root)[0]
  demand('7.1 one document', document !== undefined && nameOf(document, 'S') === 'Document')
  if (!document) return [...faults]
  const elements = [...below(objects, document)]
  for (const element of elements) oneElement(objects, element, demand)
  const headings = elements.map((one) => nameOf(one, 'S')).filter((role) => /^H\d$/.test(role))
  demand('7.4.2 headings begin with the first level', headings[0] === 'H1')
  demand('7.4.2 one first level', headings.filter((role) => role === 'H1').length === 1)
  for (const page of pagesOf(objects)) onePage(objects, page, at(objects, root, 'ParentTree'), demand)
  return [...faults]
}

type Demand = (clause: string, isKept: boolean) => void

const at = (objects: PdfObjects, from: PdfValue | undefined, ...path: string[]): PdfValue | undefined => {
  let value = resolve(objects, from)
  for (const key of path) value = isDictionary(value) ? resolve(objects, value.entries.get(key)) : undefined
  return value
}
const nameOf = ({ entries }: PdfDictionary, key: string): string => {
  const value = entries.get(key)
  return isName(value) ? value.name : ''
}
const listOf = (value: PdfValue | undefined): readonly PdfValue[] => (isArray(value) ? value : [])

function kidsOf(objects: PdfObjects, element: PdfValue | undefined): PdfDictionary[] {
  const kids = listOf(at(objects, element, 'K')).map((kid) => resolve(objects, kid))
  return kids.flatMap((kid) => (isDictionary(kid) && nameOf(kid, 'S') !== '' ? [kid] : []))
}

function* below(objects: PdfObjects, element: PdfDictionary): Generator<PdfDictionary> {
  yield element
  for (const kid of kidsOf(objects, element)) yield* below(objects, kid)
}

const CHILDREN: Readonly<Record<string, RegExp>> = { Table: /^TR$/, TR: /^T[HD]$/, L: /^LI$/, LI: /^(Lbl|LBody)$/ }

function oneElement(objects: PdfObjects, element: PdfDictionary, demand: Demand): void {
  const role = nameOf(element, 'S')
  const kids = kidsOf(objects, element)
  const allowed = CHILDREN[role]
  demand(`7.2 what is in a ${role}`, !allowed || kids.every((kid) => allowed.test(nameOf(kid, 'S'))))
  const attributes = at(objects, element, 'A')
  if (role === 'TH') {
    const scope = isDictionary(attributes) ? nameOf(attributes, 'Scope') : ''
    demand('7.5 what a TH heads', scope === 'Row' || scope === 'Column')
  }
  if (role === 'Figure') {
    demand('7.3 what a picture shows', (textOf(element.entries.get('Alt')) ?? '').trim() !== '')
    demand('7.3 where a picture is', isDictionary(attributes) && listOf(attributes.entries.get('BBox')).length === 4)
  }
  if (role === 'Table') {
    const widths = new Set(kids.map((row) => kidsOf(objects, row).length))
    demand('7.5 rows of one width', widths.size === 1)
  }
}

const pagesOf = (objects: PdfObjects): PdfDictionary[] =>
  [...objects.values.values()].flatMap((one) => (isDictionary(one) && nameOf(one, 'Type') === 'Page' ? [one] : []))

/** Begin and end of marked content, and the operators that leave something on the page. */
const OPERATORS =
  /\/(?<tag>\w+)\s+(?:<<(?<properties>.*?)>>\s+)?(?:BDC|BMC)\b|(?<=\s)(?<other>EMC|T[jJ]|'|"|f\*?|F|[bB]\*?|[sS]|Do|sh)(?=\s)/gs

function onePage(objects: PdfObjects, page: PdfDictionary, tree: PdfValue | undefined, demand: Demand): void {
  const reference = page.entries.get('Contents')
  const isReference = typeof reference === 'object' && reference !== null && 'kind' in reference
  const stream = isReference && reference.kind === 'reference' ? objects.streams.get(reference.number) : undefined
  const content = (stream && decodeStream(stream.dictionary, stream.raw))?.toString('latin1') ?? ''
  const { ids, isAllMarked } = marksOf(content)
  demand('7.1 all that is drawn is read or an artifact', isAllMarked)
  const numbers = listOf(at(objects, tree, 'Nums'))
  const place = numbers.indexOf(page.entries.get('StructParents') ?? null)
  const owners = listOf(resolve(objects, numbers[place + 1]))
  demand('7.1 each mark once', ids.length === new Set(ids).size && ids.length === owners.length)
  for (const id of ids) {
    const owner = resolve(objects, owners[id])
    const kids = isDictionary(owner) ? listOf(at(objects, owner, 'K')) : []
    const isOwned = kids.some((kid) => kid === id || (isDictionary(kid) && kid.entries.get('MCID') === id))
    demand('7.1 each mark belongs to an element', isOwned)
  }
}

/** Numbers of the marked content of a page, and whether nothing is drawn outside of any. */
function marksOf(content: string): { ids: number[]; isAllMarked: boolean } {
  const ids: number[] = []
  const open: boolean[] = []
  let isAllMarked = true
  const bare = content.replace(/\((?:\\.|[^\\)])*\)/gs, '()').replace(/(?<!<)<[0-9a-f\s]*>/gi, '[]')
  for (const { groups = {} } of bare.matchAll(OPERATORS)) {
    const { tag, properties = '', other } = groups
    const id = /MCID (\d+)/.exec(properties)?.[1]
    if (id !== undefined) ids.push(Number(id))
    if (tag !== undefined) open.push(id !== undefined || tag === 'Artifact')
    else if (other === 'EMC') open.pop()
    else if (!open.includes(true)) isAllMarked = false
  }
  return { ids, isAllMarked: isAllMarked && open.length === 0 }
}
