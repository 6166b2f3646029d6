/**
 * What can go wrong between us and a vendor, as a closed set: the runner knows what to do with each of them and with
 * nothing else. A connector decides by status and structured fields, never by the text of a message.
 */
export type ConnectorFault =
  /** The access token is refused: refresh it once, then ask a person to connect again. */
  | { readonly kind: 'auth_expired' }
  /** The vendor (or our own budget for it) asks us to wait. */
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  /** The vendor understood and refuses: only a person or a changed mapping can help. */
  | { readonly kind: 'rejected'; readonly fields: readonly RejectedField[] }
  | { readonly kind: 'not_found' }
  /** There is a record at the vendor that contradicts ours. */
  | { readonly kind: 'conflict'; readonly fields: readonly RejectedField[] }
  /** Nothing was done; trying again later is safe. */
  | { readonly kind: 'unavailable' }
  /** A write was sent and no answer came: look before doing it again. */
  | { readonly kind: 'unknown_outcome' }

export type FaultKind = ConnectorFault['kind']

export interface RejectedField {
  /** The vendor's name of the field, or "" for the whole record. */
  readonly field: string
  readonly message: string
}

/** Longest vendor text that we keep of one field. */
const MESSAGE_LENGTH_MAX = 500

/** Text of a vendor as we keep it: bounded and free of anything that looks like a credential. */
function safeText(text: string): string {
  return text
    .replace(/bearer\s+\S+/gi, 'Bearer [removed]')
    .replace(/\beyJ[\w-]{8,}(\.[\w-]+){0,2}/g, '[removed]')
    .slice(0, MESSAGE_LENGTH_MAX)
}

const SENTENCES: Record<FaultKind, string> = {
  auth_expired: 'The vendor refuses the access token.',
  rate_limited: 'The vendor asks us to wait.',
  rejected: 'The vendor refuses the record.',
  not_found: 'The vendor has no such record.',
  conflict: 'The vendor has a record that contradicts ours.',
  unavailable: 'The vendor cannot be reached.',
  unknown_outcome: 'The request was sent and no answer came.',
}

/** The only error that leaves a connector. Carries no request, no header and no cause, so no token can ride along. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError'
  readonly fault: ConnectorFault
  /** HTTP status of the vendor's answer; null when there was none. */
  readonly status: number | null

  constructor(fault: ConnectorFault, status: number | null = null) {
    const fields = ('fields' in fault ? fault.fields : []).map(({ field, message }) => ({
      field,
      message: safeText(message),
    }))
    const said = fields.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ')
    super(said.slice(0, MESSAGE_LENGTH_MAX) || SENTENCES[fault.kind])
    this.fault = 'fields' in fault ? { ...fault, fields } : fault
    this.status = status
  }
}

export const isConnectorError = (error: unknown, kind?: FaultKind): error is ConnectorError =>
  error instanceof ConnectorError && (kind === undefined || error.fault.kind === kind)

/** A refusal that names one field. */
export const rejected = (field: string, message: string): ConnectorError =>
  new ConnectorError({ kind: 'rejected', fields: [{ field, message }] })
