import { hash, randomBytes } from 'node:crypto'

/** A secret that is shown once; only its SHA-256 is kept. 32 random bytes need no slow hash. */
export const newToken = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`
export const hashToken = (token: string): string => hash('sha256', token, 'base64url')
/** What a list may show of a token. */
export const tokenHint = (token: string): string => `${token.slice(0, 8)}…${token.slice(-4)}`

export type KeyMode = 'live' | 'test'
export const newApiKeyToken = (mode: KeyMode): string => newToken(`bk_${mode}_`)
export const isApiKeyToken = (text: string): boolean => /^bk_(live|test)_[\w-]{43}$/.test(text)
