// SPDX-License-Identifier: GPL-3.0-or-later
// Our own client against a mock of the official document, with fixed examples and with random ones from several seeds
// (SEEDS; unless told 10, or 200 with TUNEBOARD_LONG). A mock's lists say `has_more` for ever: each listing must end, and show what came.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needDocument, needModules, readArguments, remember, run, startPrism, stop } from './lib.mjs';

const { document, rest: command } = readArguments();
needModules();
needDocument(document);
const seeds = Number(process.env.SEEDS ?? (process.env.TUNEBOARD_LONG ? 200 : 10));
const patienceMs = 60_000;

// Runs `command` to its end and gives { code, output, errors }; one that does not end is ended.
function runClient(args, folder) {
  const [program, ...first] = command;
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, OPENAI_API_KEY: 'sk-mock' };
  const child = remember(spawn(program, [...first, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  let output = '';
  let errors = '';
  child.stdout.on('data', (text) => { output += text; });
  child.stderr.on('data', (text) => { errors += text; });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} did not end`));
    }, patienceMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(late);
      resolve({ code, output, errors });
    });
  });
}

async function checkListing(name, mode, folder) {
  const prism = await startPrism(mode);
  const archive = join(folder, `${name}.sqlite`);
  const { code, output, errors } = await runClient(
    ['list', '--base-url', prism.url, '--archive', archive, '--format', 'json'], folder);
  await stop(prism.child);
  assert.equal(code, 0, `${name}: ended with ${code}: ${errors}`);
  const list = JSON.parse(output);
  assert.equal(list.object, 'list', name);
  assert.ok(list.data.every((job) => typeof job.id === 'string'), name);
  return list.data.length;
}

await run('our client against a mock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-mock-'));
  try {
    assert.ok((await checkListing('static', ['mock', document], folder)) > 0, 'the static mock has a job');
    let shown = 0;
    for (let seed = 1; seed <= seeds; ++seed) {
      shown += await checkListing(`seed ${seed}`, ['mock', document, '--dynamic', '--seed', String(seed)], folder);
    }
    assert.ok(seeds === 0 || shown > 0, 'the dynamic mocks have jobs');
    console.log(`${seeds} seeds, ${shown} jobs shown`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
