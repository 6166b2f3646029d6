import { expect, it } from 'vitest'
import { xero } from '#connectors/xero/connector.ts'
import { defineConnector } from '#src/connect/sdk.ts'

it('asks for exactly these scopes', () => {
  expect(xero.auth.scopes).toEqual([
    'offline_access',
    'accounting.contacts',
    'accounting.invoices',
    'accounting.payments',
    'accounting.manualjournals',
    'accounting.attachments',
    'accounting.settings.read',
  ])
})

it('asks for none of the broad scopes that new apps are refused', () => {
  const refused = [
    'accounting.transactions',
    'accounting.transactions.read',
    'accounting.reports.read',
    'accounting.journals.read',
  ]
  expect(xero.auth.scopes.filter((scope) => refused.includes(scope))).toEqual([])
})

it('carries the limits that Xero publishes', () => {
  expect(xero.limits).toMatchObject({ concurrent: 5, perMinute: 60, perDay: 5000 })
})

it('refuses a manifest with a scope twice, an unknown base address, plain http or a limit of zero', () => {
  expect(() => defineConnector({ ...xero, auth: { ...xero.auth, scopes: ['a', 'a'] } })).toThrow(
    'a scope is named twice',
  )
  expect(() => defineConnector({ ...xero, auth: { ...xero.auth, tokenUrl: '{else}/token' } })).toThrow('base address')
  expect(() => defineConnector({ ...xero, urls: { ...xero.urls, api: { url: 'http://api', setting: 'X' } } })).toThrow(
    'no https origin',
  )
  expect(() => defineConnector({ ...xero, limits: { ...xero.limits, perDay: 0 } })).toThrow('positive number')
})
