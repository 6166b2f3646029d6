import { created, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { archiveCodingRule, changeCodingRule, createCodingRule, orderCodingRules } from './change-rules.ts'
import * as contract from './coding.contract.ts'
import { precisionToWire, proposalsToWire, ruleToWire } from './coding.wire.ts'
import * as proposals from './proposals.contract.ts'
import {
  codingPrecision,
  codingProposals,
  getCodingRule,
  getRuleOrder,
  listCodingRules,
  type MeasuredRule,
} from './read-coding.ts'
import { testCodingRule } from './test-rule.ts'

const whole = (rule: MeasuredRule) => ok(ruleToWire(rule), { version: rule.version })

export const codingRoutes: readonly Route[] = [
  bind(contract.listCodingRulesOp, {
    call: async (call, { query: { status, ...page } }) =>
      pageOfRows(await listCodingRules(call, { status, ...pageStart(page) }), page.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(ruleToWire), nextCursor }),
  }),
  bind(contract.createCodingRuleOp, {
    call: (call, { body }) => createCodingRule(call, body),
    answer: (rule) => created(ruleToWire(rule), { version: rule.version }),
  }),
  bind(contract.getCodingRuleOp, {
    call: (call, { params }) => getCodingRule(call, { ruleId: params.codingRuleId }),
    answer: whole,
  }),
  bind(contract.updateCodingRuleOp, {
    call: (call, { params, body }) => changeCodingRule(call, { ruleId: params.codingRuleId, ...body }),
    answer: whole,
  }),
  bind(contract.archiveCodingRuleOp, {
    call: (call, { params }) => archiveCodingRule(call, { ruleId: params.codingRuleId }),
    answer: noContent,
  }),
  bind(contract.getCodingRuleOrderOp, {
    call: (call) => getRuleOrder(call, undefined),
    answer: (order) => ok(order, { version: order.version }),
  }),
  bind(contract.setCodingRuleOrderOp, {
    call: (call, { body }) => orderCodingRules(call, body),
    answer: (order) => ok(order, { version: order.version }),
  }),
  bind(proposals.testCodingRuleOp, {
    call: (call, { body }) => testCodingRule(call, body),
    answer: (test) => ok(test),
  }),
  bind(proposals.codingProposalsOp, {
    call: (call, { params }) => codingProposals(call, { receiptId: params.receiptId }),
    answer: ({ receipt, lines }) =>
      ok({ receiptId: receipt.id, lines: lines.map((line) => proposalsToWire(line, receipt.currency)) }),
  }),
  bind(proposals.codingPrecisionOp, {
    call: (call, { query }) => codingPrecision(call, query),
    answer: (precision) => ok(precisionToWire(precision)),
  }),
]
