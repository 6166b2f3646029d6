import type { CompanySettings } from '#src/companies/index.ts'
import { DELIVERY_SETTINGS, SELLER_SETTINGS, TEMPLATE_SETTINGS, type TemplateTrial } from '#src/invoices/index.ts'

/** What a form says, by the names of the settings; "yes" and "no" for claims, nothing for what is not set. */
export type SettingsForm = Readonly<Record<string, string>>

const CLAIMS: ReadonlySet<string> = new Set([SELLER_SETTINGS.isVatRegistered, SELLER_SETTINGS.isInForetaksregisteret])
const PREVIEWED: readonly string[] = [...Object.values(TEMPLATE_SETTINGS), ...Object.values(SELLER_SETTINGS)]
const NAMES: readonly string[] = [...PREVIEWED, DELIVERY_SETTINGS.channels]

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false }

/** The settings as a form shows them. */
export const formOfSettings = (settings: CompanySettings): SettingsForm =>
  Object.fromEntries(
    NAMES.map((name) => {
      const value = settings[name]
      const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')
      return [name, text]
    }),
  )

/** What a form changes: a field that was emptied takes the setting away. */
export const settingsOfForm = (form: SettingsForm): CompanySettings =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const text = form[name]?.trim()
      if (text === undefined) return []
      return [[name, CLAIMS.has(name) ? (YES_NO[text] ?? null) : text === '' ? null : text]]
    }),
  )

/** The settings of a form to look at before they are kept. */
export const trialOf = (form: SettingsForm): TemplateTrial =>
  Object.fromEntries(
    PREVIEWED.flatMap((name) => {
      const text = form[name]
      return text === undefined ? [] : [[name, CLAIMS.has(name) ? YES_NO[text] : text]]
    }),
  )

/** Only what the preview shows, as a query. */
export const queryOf = (form: SettingsForm): string =>
  new URLSearchParams(PREVIEWED.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]]))).toString()
