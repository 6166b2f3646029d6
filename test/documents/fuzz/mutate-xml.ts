import { below, pick } from '#test/support/random.ts'

type Random = () => number

/** Texts that a number, a date, a code or a name should never be, and a few that they may. */
const TEXTS = [
  '',
  ' ',
  '\n 12.50 \n',
  '-0',
  '+1.00',
  '1e5',
  '1e400',
  'NaN',
  'INF',
  '0x10',
  '1,50',
  '1.234,50',
  '１２.５０',
  '.5',
  '5.',
  '--1',
  '9'.repeat(400),
  `0.${'3'.repeat(400)}`,
  `-${'9'.repeat(40)}.99`,
  '2026-02-29',
  '0000-00-00',
  '-2026-01-01',
  '99999-01-01',
  '2026-03-01+14:00',
  '20260301',
  '202603010000',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '#AAI#',
  '###',
  '#SKONTO#TAGE=14#PROZENT=2.00#',
  `${'#'.repeat(5000)}`,
  `${'a@'.repeat(3000)}`,
  `${'='.repeat(5000)}`,
  '\u202e123',
  '😀',
  'é'.repeat(70_000),
  '&#0;',
  '&#xD800;',
  '&#x10FFFF;',
  '&amp;&lt;&gt;',
  '&unknown;',
  '<![CDATA[12.50]]>',
  '<![CDATA[]]]]><![CDATA[>]]>',
  '1<!-- a comment -->2',
  '1<?an instruction?>2',
  '<a:b/>',
  '<b xmlns="urn:other">1</b>',
]

const TAG = /<\/?[A-Za-z][^<>]*>/g
const TEXT = />([^<>]+)</g
const ATTRIBUTE = /\s[\w:.-]+="[^"]*"/g

/** One match of a pattern, chosen at random. */
function oneOf(text: string, pattern: RegExp, random: Random): RegExpExecArray | undefined {
  const found = [...text.matchAll(pattern)]
  return found.length === 0 ? undefined : (pick(found, random) as RegExpExecArray)
}

const instead = (text: string, match: RegExpExecArray | undefined, make: (old: string) => string): string =>
  match === undefined ? text : text.slice(0, match.index) + make(match[0]) + text.slice(match.index + match[0].length)

const KINDS: readonly ((xml: string, random: Random) => string)[] = [
  (xml, random) => instead(xml, oneOf(xml, TEXT, random), () => `>${pick(TEXTS, random)}<`),
  (xml, random) => instead(xml, oneOf(xml, TEXT, random), (old) => `>${pick(TEXTS, random)}${old.slice(1)}`),
  (xml, random) => instead(xml, oneOf(xml, TAG, random), () => ''),
  (xml, random) => instead(xml, oneOf(xml, TAG, random), (old) => old + old),
  (xml, random) => instead(xml, oneOf(xml, TAG, random), (old) => pick(xml.match(TAG) ?? [old], random)),
  (xml, random) =>
    instead(xml, oneOf(xml, ATTRIBUTE, random), (old) => old.replace(/"[^"]*"/, () => `"${attributeText(random)}"`)),
  (xml, random) => instead(xml, oneOf(xml, ATTRIBUTE, random), (old) => old + old),
  (xml, random) => instead(xml, oneOf(xml, ATTRIBUTE, random), () => ''),
  (xml, random) => instead(xml, oneOf(xml, TAG, random), (old) => `${old}${'<x>'.repeat(pick([3, 60, 5000], random))}`),
  (xml, random) => xml.replace(/<\?xml[^>]*\?>/, pick(DECLARATIONS, random)),
  (xml, random) => xml.replace(/(<\?xml[^>]*\?>)?/, (old) => old + pick(PROLOGUES, random)),
  (xml, random) => xml + pick(PROLOGUES, random),
  (xml, random) => {
    const prefix = pick(['cbc', 'cac', 'ram', 'udt', 'rsm'], random)
    const other = pick(['x', 'é', 'xml', 'xmlns', 'cbc', 'ram', 'a.b-c'], random)
    return xml.replaceAll(`${prefix}:`, `${other}:`).replaceAll(`xmlns:${prefix}=`, `xmlns:${other}=`)
  },
  (xml, random) => instead(xml, oneOf(xml, /urn:[\w:.-]+|http:[\w:/.-]+/g, random), (old) => `${old}x`),
  (xml, random) => instead(xml, oneOf(xml, /<([\w:]+)[^<>]*>[^<>]*<\/\1>/g, random), (old) => old.repeat(2000)),
]

const attributeText = (random: Random): string => pick(TEXTS, random).replaceAll('"', '').replaceAll('<', '&lt;')

const DECLARATIONS = [
  '',
  '<?xml version="1.1" encoding="UTF-8"?>',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<?xml version="1.0" encoding="ISO-8859-1"?>',
  '<?xml version="1.0" encoding="EBCDIC-CP-US"?>',
  '<?xml version="1.0" standalone="maybe"?>',
  ' <?xml version="1.0"?>',
]

const PROLOGUES = [
  '<!-- a licence -->',
  '<?xml-stylesheet href="x.xsl"?>',
  '<!DOCTYPE Invoice>',
  '<!DOCTYPE Invoice [<!ENTITY a "&#38;a;"><!ENTITY b "&a;&a;">]>',
  '<!DOCTYPE Invoice SYSTEM "file:///etc/hostname">',
  '\0',
  '<Invoice/>',
  'text',
]

const ENCODERS: readonly ((xml: string) => Buffer)[] = [
  (xml) => Buffer.from(xml),
  (xml) => Buffer.from(xml),
  (xml) => Buffer.from(xml),
  (xml) => Buffer.from(`\ufeff${xml}`),
  (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le'),
  (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16(),
  (xml) => Buffer.from(xml, 'latin1'),
]

/** Damage to the tokens of a document: tags, texts, attributes, prologue, prefixes and encoding, at one to three places. */
export function mutateTokens(bytes: Uint8Array, random: Random): Buffer {
  let xml = Buffer.from(bytes).toString('utf8')
  for (let times = 1 + below(3, random); times > 0; times -= 1) xml = pick(KINDS, random)(xml, random)
  return pick(ENCODERS, random)(xml)
}
