import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  intake_empty: { status: 422, title: 'Nothing was sent' },
  intake_file_settled: { status: 409, title: 'What became of the file is settled' },
  intake_too_deep: { status: 422, title: 'Archives and mails are nested too deep' },
  intake_too_many_files: { status: 422, title: 'Too many files came at once' },
  intake_address_limit: { status: 409, title: 'The company has as many addresses as it may' },
  sender_rule_exists: { status: 409, title: 'There is a rule for this sender already' },
  mail_sender_refused: { status: 403, title: 'The company takes no mail of this sender' },
  mail_signature_invalid: { status: 401, title: 'The message is not signed by who knows the secret' },
  mail_form_unknown: { status: 422, title: 'The message holds no mail' },
  folder_link_refused: { status: 422, title: 'The file in the folder is a link' },
  folder_file_special: { status: 422, title: 'The file in the folder is no ordinary file' },
  mail_malformed: { status: 422, title: 'The mail cannot be read' },
  zip_malformed: { status: 422, title: 'The archive cannot be read' },
  zip_encrypted: { status: 422, title: 'The archive is encrypted' },
  zip_too_many_entries: { status: 422, title: 'The archive has too many files' },
  zip_too_large: { status: 422, title: 'The archive is too large when it is opened' },
  zip_bomb: { status: 422, title: 'The archive is made to exhaust who opens it' },
  zip_path_unsafe: { status: 422, title: 'The archive names files outside itself' },
})
