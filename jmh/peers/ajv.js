// Judges every line of a file with ajv's compiled schema, formats asserted, in flat memory.
// node ajv.js SCHEMA FILE; exit code 1 when a record is invalid. NODE_PATH says where ajv is.
const fs = require('fs');
const { StringDecoder } = require('string_decoder');
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const BLOCK_BYTES = 1 << 20;

const [schemaFile, file] = process.argv.slice(2);
const validate = addFormats(new Ajv()).compile(JSON.parse(fs.readFileSync(schemaFile, 'utf8')));

function isValid(line) {
  try {
    return validate(JSON.parse(line));
  } catch (e) {
    if (e instanceof SyntaxError) return false;
    throw e;
  }
}

let invalid = 0;
let rest = '';
const decoder = new StringDecoder('utf8');
const block = Buffer.allocUnsafe(BLOCK_BYTES);
const input = fs.openSync(file);
for (let n; (n = fs.readSync(input, block, 0, BLOCK_BYTES, null)) > 0; ) {
  const lines = (rest + decoder.write(block.subarray(0, n))).split('\n');
  rest = lines.pop();
  for (const line of lines) if (!isValid(line)) invalid++;
}
if (rest !== '' && !isValid(rest)) invalid++;
console.log(`${invalid} records are invalid`);
process.exit(invalid > 0 ? 1 : 0);
