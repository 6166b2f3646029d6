import { created, createdOnce, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { rotateSecret } from '../hook/rotate-secret.ts'
import type { IntakeAddress } from './address.ts'
import { createAddress, endAddress, listAddresses, rotateAddress } from './change-addresses.ts'
import * as contract from './mail.contract.ts'
import { listRefusedMails } from './refused-mails.ts'
import { createSenderRule, listSenderRules, removeSenderRule } from './sender-rules.ts'

const whole = <T>(data: readonly T[]) => ok({ data, nextCursor: null })
const versioned = (address: IntakeAddress) => [address, { version: address.version }] as const

export const mailRoutes: readonly Route[] = [
  bind(contract.listAddressesOp, { call: (call) => listAddresses(call, undefined), answer: whole }),
  bind(contract.createAddressOp, {
    call: (call, { body }) => createAddress(call, body),
    answer: (address) => created(...versioned(address)),
  }),
  bind(contract.rotateAddressOp, {
    call: (call, { params, body }) => rotateAddress(call, { addressId: params.intakeAddressId, ...body }),
    answer: (address) => ok(...versioned(address)),
  }),
  bind(contract.endAddressOp, {
    call: (call, { params }) => endAddress(call, { addressId: params.intakeAddressId }),
    answer: noContent,
  }),
  bind(contract.listRulesOp, { call: (call) => listSenderRules(call, undefined), answer: whole }),
  bind(contract.createRuleOp, {
    call: (call, { body }) => createSenderRule(call, body),
    answer: (rule) => created(rule),
  }),
  bind(contract.removeRuleOp, {
    call: (call, { params }) => removeSenderRule(call, { ruleId: params.senderRuleId }),
    answer: noContent,
  }),
  bind(contract.listRefusedMailsOp, { call: (call, { query }) => listRefusedMails(call, query.text), answer: whole }),
  bind(contract.rotateSecretOp, {
    call: (call) => rotateSecret(call, undefined),
    answer: ({ secret, ...facts }) => createdOnce({ ...facts, secret }, { ...facts, secret: null }),
  }),
]
