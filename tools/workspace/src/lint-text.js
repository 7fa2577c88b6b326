// Lints each text as if it were the content of its file. Prints only violations of the module boundaries.
import { ESLint } from 'eslint';

const RULE = '@nx/enforce-module-boundaries';
const cases = JSON.parse(process.argv[2] ?? '[]');
const eslint = new ESLint();

const faults = [];
for (const { file, text } of cases) {
  const [result] = await eslint.lintText(text, { filePath: file });
  const messages = result?.messages ?? [];
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${file}: ${fatal.message}`);
  faults.push(messages.filter(({ ruleId }) => ruleId === RULE).map(({ message }) => message));
}
console.log(JSON.stringify(faults));
