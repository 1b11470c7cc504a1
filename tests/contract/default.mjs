// SPDX-License-Identifier: GPL-3.0-or-later
// The default scenario says what real servers say beyond the official document: exactly the kept list, so that a new
// deviation is a decision and not an accident. `--write 1` prints the list as it is now.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, needDocument, needModules, readArguments, run, startDemo, startPrism } from './lib.mjs';
import { distinct, walk } from './walk.mjs';

const { document, write, rest: command } = readArguments();
needModules();
needDocument(document);

await run('default demo against the kept list', async () => {
  const server = await startDemo(command);
  const prism = await startPrism(['proxy', document, server.url]);
  const { violations, counted } = await walk(prism.url, server.key, 2);
  const found = distinct(violations);
  if (write) {
    console.log(JSON.stringify(found, null, 1));
    return;
  }
  const kept = JSON.parse(readFileSync(join(here, 'violations.json'), 'utf8'));
  assert.ok(kept.every((one) => one.because && one.line > 0), 'each kept violation says why');
  assert.deepEqual(found, kept.map(({ path, keyword }) => ({ path, keyword })));
  console.log(`${counted} answers compared, ${found.length} known deviations`);
});
