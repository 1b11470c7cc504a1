// SPDX-License-Identifier: GPL-3.0-or-later
// `demo-server --strict` answers only what the official document allows: Prism finds nothing to complain of.
import assert from 'node:assert/strict';
import { needDocument, needModules, readArguments, run, startDemo, startPrism } from './lib.mjs';
import { distinct, walk } from './walk.mjs';

const { document, rest: command } = readArguments();
needModules();
needDocument(document);

await run('strict demo against the official document', async () => {
  const server = await startDemo(command, ['--strict']);
  const prism = await startPrism(['proxy', document, server.url]);
  const { violations, counted } = await walk(prism.url, server.key, 100);
  assert.deepEqual(distinct(violations), []);
  console.log(`${counted} answers compared`);
});
