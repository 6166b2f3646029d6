import type { Company } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { CHANNELS, type Channel } from './delivery.ts'

/** How a company sends its invoices, by the names of its settings (PATCH companies/{companyId}). */
export const DELIVERY_SETTINGS = {
  /** "network,email": for customers who have no channel of their own, the first by which one can be reached. */
  channels: 'invoiceChannels',
  /** "email": invoices that the network cannot bring go by mail. */
  fallback: 'invoiceNetworkFallback',
} as const

type Settings = Pick<Company, 'settings'>

/** The channels in the order in which they are tried; none = nothing goes by itself. */
export function channelOrder({ settings }: Settings): readonly Channel[] {
  const value = settings[DELIVERY_SETTINGS.channels]
  return typeof value === 'string' ? (readOrder(value) ?? []) : []
}

/** Whether what the network cannot bring goes by mail. */
export const fallsBackToMail = (company: Settings): boolean =>
  company.settings[DELIVERY_SETTINGS.fallback] === 'email' || channelOrder(company).indexOf('email') > 0

function readOrder(text: string): Channel[] | undefined {
  const channels = text.split(',').map((name) => CHANNELS.find((channel) => channel === name.trim()))
  const known = channels.filter((channel) => channel !== undefined)
  return known.length === channels.length && new Set(known).size === known.length ? known : undefined
}

/** Fails with `invoice_delivery_invalid`, which names the setting that cannot be used. */
export function judgeDeliverySettings({ settings }: Settings, changed: ReadonlySet<string>): void {
  const refuse = (name: string, message: string): never =>
    fail('invoice_delivery_invalid', `${name}: ${message}`, {
      errors: [{ pointer: `/settings/${name}`, code: 'invoice_delivery_invalid', message }],
    })
  const { channels, fallback } = DELIVERY_SETTINGS
  const [order, last] = [settings[channels], settings[fallback]]
  if (changed.has(channels) && order !== undefined && (typeof order !== 'string' || !readOrder(order)))
    refuse(channels, 'Write "network,email", "email,network", "network" or "email".')
  if (changed.has(fallback) && last !== undefined && last !== 'email') refuse(fallback, 'Write "email", or null.')
}
