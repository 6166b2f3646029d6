import type { Company } from '#src/companies/index.ts'
import { getDocumentContent } from '#src/documents/index.ts'
import { type Logo, type Look, PLAIN_LOOK, readLogo } from '#src/documents/print/index.ts'
import { isLocale, type Locale } from '#src/kernel/locale.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import type { Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'

/** How a company wants its invoices to look, by the names of its settings (PATCH companies/{companyId}). */
export const TEMPLATE_SETTINGS = {
  /** Id of a document of the company: a PNG, JPEG or TIFF. */
  logo: 'invoiceLogo',
  /** "#rrggbb". */
  colour: 'invoiceColour',
  /** Text at the foot of each page; three lines are printed. */
  footer: 'invoiceFooter',
  /** nb or en, for customers who have no language of their own. */
  language: 'invoiceLanguage',
} as const

const FOOTER_MAX = 600

type Setting = keyof typeof TEMPLATE_SETTINGS

function refuse(setting: Setting, message: string): never {
  const name = TEMPLATE_SETTINGS[setting]
  return fail('invoice_template_invalid', `${name}: ${message}`, {
    errors: [{ pointer: `/settings/${name}`, code: 'invoice_template_invalid', message }],
  })
}

function textOf({ settings }: Pick<Company, 'settings'>, setting: Setting): string | undefined {
  const value = settings[TEMPLATE_SETTINGS[setting]]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** Judges the settings of the template that are changed. Fails with `invoice_template_invalid`. */
export async function judgeTemplate(cx: Cx, company: Company, changed: ReadonlySet<string>): Promise<void> {
  for (const setting of Object.keys(TEMPLATE_SETTINGS) as Setting[]) {
    const name = TEMPLATE_SETTINGS[setting]
    const value = company.settings[name]
    if (!changed.has(name) || value === undefined) continue
    if (typeof value !== 'string') refuse(setting, 'Write a text.')
    const text = textOf(company, setting)
    if (setting === 'logo' && text !== undefined) await logoOf(cx, text)
    if (setting === 'colour') colourOf(text)
    if (setting === 'language') languageOf(company)
    if (setting === 'footer' && value.length > FOOTER_MAX) refuse(setting, `Write ${FOOTER_MAX} letters at the most.`)
  }
}

/** The company's template. Fails with `invoice_template_invalid`, which names the setting that cannot be used. */
export async function lookOf(cx: Cx, company: Company): Promise<Look> {
  const logoId = textOf(company, 'logo')
  return {
    logo: logoId === undefined ? undefined : await logoOf(cx, logoId),
    colour: colourOf(textOf(company, 'colour')),
    footer: (textOf(company, 'footer') ?? '').slice(0, FOOTER_MAX),
    isDraft: false,
  }
}

async function logoOf(cx: Cx, documentId: string): Promise<Logo> {
  const content = await getDocumentContent(cx, documentId).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return refuse('logo', 'The company has no such document.')
    throw error
  })
  return (await readLogo(content.bytes)) ?? refuse('logo', 'The document is no picture; upload a PNG or JPEG.')
}

/** WCAG 2.2, 1.4.3 for large text: the title is set in the colour, on white. */
const LEAST_CONTRAST = 3

function colourOf(text: string | undefined): string {
  if (text === undefined) return PLAIN_LOOK.colour
  if (!/^#[0-9a-f]{6}$/i.test(text)) refuse('colour', 'Write the colour as "#0b5d4c".')
  if (1.05 / (luminance(text) + 0.05) < LEAST_CONTRAST) refuse('colour', 'It is too light to be read on white paper.')
  return text.toLowerCase()
}

/** Relative luminance of sRGB, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const linear = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
}

/** The language of a customer's documents: its own, else the company's. Fails with `invoice_template_invalid`. */
export const languageFor = ({ language }: Pick<Party, 'language'>, company: Company): Locale =>
  language ?? languageOf(company)

/** The company's own language for its invoices: as it says, else that of its country. */
export function languageOf(company: Pick<Company, 'settings' | 'country'>): Locale {
  const wanted = textOf(company, 'language')
  if (wanted === undefined) return company.country === 'NO' ? 'nb' : 'en'
  return isLocale(wanted) ? wanted : refuse('language', 'Write nb or en.')
}
