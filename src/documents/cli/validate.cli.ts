import { parseArgs } from 'node:util'
import type { CliCommand } from '#src/platform/cli.ts'
import { isRuleSetName, RULE_SET_NAMES, type RuleSetName, type Validation } from '../rules/index.ts'
import { validateFile } from '../validate-file.ts'
import { eachFile, type FileAnswer } from './cli-files.ts'

const USAGE = `validate [--rules ${RULE_SET_NAMES.join(',')}] [--fragment] [--json] FILE...`

export const validateCommand: CliCommand = {
  name: 'validate',
  usage: USAGE,
  async run(args, io) {
    const options = optionsOf(args)
    if (!options) {
      io.err(`usage: bilag ${USAGE}\n`)
      return 2
    }
    const { files, rules, fragment, json } = options
    return eachFile(files, json, io, async (file, bytes) =>
      answer(file, await validateFile(bytes, { rules, fragment })),
    )
  },
}

interface Options {
  readonly files: readonly string[]
  readonly rules: readonly RuleSetName[] | undefined
  readonly fragment: boolean
  readonly json: boolean
}

/** Undefined for wrong usage. */
function optionsOf(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rules: { type: 'string' }, fragment: { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const rules = values.rules?.split(',')
    if (positionals.length === 0 || (rules && !rules.every(isRuleSetName))) return undefined
    return { files: positionals, rules, fragment: values.fragment ?? false, json: values.json ?? false }
  } catch {
    return undefined
  }
}

function answer(file: string, result: Validation): FileAnswer {
  const { syntax, document, profile, valid, fired } = result
  return {
    json: { file, syntax, document, profile, valid, fired },
    lines: [
      `${file}: ${valid ? 'valid' : 'not valid'} (${result.rules.join(', ')})`,
      ...fired.map((one) => `  ${one.flag} ${one.id} ×${one.count} ${one.message} ${one.locations[0] ?? ''}`),
    ],
  }
}
