import fc from 'fast-check'

/**
 * fast-check with one seed for all who run the tests, so that a run that passes here passes there and a fault is found by the
 * change that makes it. FC_SEED=$RANDOM looks at other values: do so after work on a reader, a writer or the books.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 20_261) })

export { fc }
