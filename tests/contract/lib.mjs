// SPDX-License-Identifier: GPL-3.0-or-later
// What the contract tests share: starting and stopping servers, and plain requests.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const SKIPPED = 77;

const children = new Set();

export function skip(reason) {
  console.log(`SKIPPED: ${reason}`);
  process.exit(SKIPPED);
}

// `--name value` arguments; `rest` are those behind `--`.
export function readArguments() {
  const found = { rest: [] };
  const given = process.argv.slice(2);
  while (given.length > 0) {
    const name = given.shift();
    if (name === '--') {
      found.rest = given.splice(0);
    } else {
      found[name.replace(/^--/, '')] = given.shift();
    }
  }
  return found;
}

export function needModules() {
  if (!existsSync(join(here, 'node_modules', 'openai'))) {
    skip('the npm packages are not installed (contract_setup)');
  }
}

export function needDocument(path) {
  if (!path || !existsSync(path)) {
    skip(`the official OpenAPI document is missing (${path})`);
  }
}

// A process that is ended with the test, at the latest.
export function remember(child) {
  children.add(child);
  child.ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      children.delete(child);
      resolve({ code, signal });
    });
  });
  return child;
}

// Ends one process that was started here.
export async function stop(child) {
  if (!children.has(child)) {
    return child.ended;
  }
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const end = await child.ended;
  clearTimeout(late);
  return end;
}

export async function stopAll() {
  await Promise.all([...children].map(stop));
}

// Runs `body` and ends all that it started, whatever happens; the exit code is 1 if it throws.
export async function run(name, body) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => stopAll().then(() => process.exit(1)));
  }
  try {
    await body();
    console.log(`${name}: ok`);
  } catch (error) {
    console.error(`${name}: ${error.stack ?? error}`);
    process.exitCode = 1;
  } finally {
    await stopAll();
  }
}

// The demo server; `command` is an array. Gives { child, url, key }.
export async function startDemo(command, options = []) {
  const [program, ...first] = command;
  const child = remember(spawn(program, [...first, ...options], { stdio: ['ignore', 'pipe', 'inherit'] }));
  const lines = createInterface({ input: child.stdout });
  const read = [];
  for await (const line of lines) {
    read.push(line);
    if (read.length === 2) {
      break;
    }
  }
  if (read.length < 2) {
    throw new Error(`${command.join(' ')} ended before it said where it listens`);
  }
  child.stdout.resume();
  return { child, url: read[0], key: read[1] };
}

async function freePort() {
  const probe = net.createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

// Prism as a proxy (mode ['proxy', document, upstream]) or a mock (['mock', document, …]). Gives { child, url }.
// Between finding a free port and listening on it somebody else may take it: then it is tried again.
export async function startPrism(mode, tries = 3) {
  const port = await freePort();
  const program = join(here, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  const child = remember(
    spawn(process.execPath, [program, ...mode, '-h', '127.0.0.1', '-p', String(port)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let log = '';
  const listens = await new Promise((resolve) => {
    const look = (text) => {
      log += text;
      if (log.includes('Prism is listening')) {
        resolve(true);
      }
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.ended.then(() => resolve(false));
  });
  if (!listens && tries > 1 && log.includes('EADDRINUSE')) {
    return startPrism(mode, tries - 1);
  }
  if (!listens) {
    throw new Error(`Prism ended before it listened:\n${log}`);
  }
  child.stdout.removeAllListeners('data').resume();
  child.stderr.removeAllListeners('data').resume();
  return { child, url: `http://127.0.0.1:${port}` };
}

// One request, headers of any size. `body` is text; `json` its value if it is JSON.
export function ask(url, { method = 'GET', key, headers = {} } = {}) {
  const all = { ...headers };
  if (key !== undefined) {
    all.authorization = `Bearer ${key}`;
  }
  if (method === 'POST') {
    all['content-type'] = 'application/json';
  }
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: all, maxHeaderSize: 64 * 1024 * 1024 }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        let json;
        try {
          json = JSON.parse(body);
        } catch {
          json = undefined;
        }
        resolve({ status: answer.statusCode, headers: answer.headers, body, json });
      });
    });
    request.on('error', reject);
    request.end(method === 'POST' ? '{}' : undefined);
  });
}
