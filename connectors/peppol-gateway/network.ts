import {
  type ConnectorContext,
  ConnectorError,
  isConnectorError,
  type Network,
  type Transmission,
} from '#src/connect/sdk.ts'
import { askJson, type Json, listOf, textOf } from './client.ts'

const STATUSES: readonly Transmission['status'][] = ['accepted', 'delivered', 'failed']

/** A transmission as the gateway tells it; its whole answer is the receipt. */
function toTransmission(said: Json): Transmission {
  const status = STATUSES.find((one) => one === said.status)
  const transmissionId = textOf(said.transmissionId)
  // What cannot be understood is no proof of anything.
  if (status === undefined || transmissionId === '') throw new ConnectorError({ kind: 'unknown_outcome' })
  return { transmissionId, status, receipt: JSON.stringify(said) }
}

export const network: Network = {
  /** What the participant's SMP says (in Norway by way of ELMA). Nobody by that name takes nothing. */
  async lookup(cx, participant) {
    try {
      const said = await askJson(cx, { method: 'GET', path: `/v1/participants/${encodeURIComponent(participant)}` })
      const types = Array.isArray(said.documentTypes) ? said.documentTypes : []
      return { canReceive: types.filter((type) => typeof type === 'string'), answer: JSON.stringify(said) }
    } catch (error) {
      if (isConnectorError(error, 'not_found')) return { canReceive: [], answer: `${participant} is not registered.` }
      throw error
    }
  },
  async find(cx, reference) {
    const path = `/v1/transmissions?reference=${encodeURIComponent(reference)}`
    const [first] = listOf((await askJson(cx, { method: 'GET', path })).data)
    return first ? toTransmission(first) : null
  },
  async send(cx: ConnectorContext, document) {
    const said = await askJson(cx, {
      method: 'POST',
      path: '/v1/transmissions',
      headers: {
        'content-type': 'application/xml',
        'idempotency-key': document.reference,
        'x-reference': document.reference,
        'x-sender': document.sender,
        'x-receiver': document.receiver,
        'x-document-type': document.documentType,
        'x-process': document.process,
      },
      body: document.bytes,
    })
    return toTransmission(said)
  },
  async status(cx, transmissionId) {
    const path = `/v1/transmissions/${encodeURIComponent(transmissionId)}`
    return toTransmission(await askJson(cx, { method: 'GET', path }))
  },
}
