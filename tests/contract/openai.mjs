// SPDX-License-Identifier: GPL-3.0-or-later
// The official npm client against the demo server: what works with the real service works here.
import assert from 'node:assert/strict';
import { needModules, readArguments, run, startDemo, stop } from './lib.mjs';

needModules();
const { default: OpenAI } = await import('openai');
const { rest: command } = readArguments();

const ids = (list) => list.map((item) => item.id);

async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

async function checkLists(jobs) {
  const first = await jobs.list();
  assert.equal(first.data.length, 20);
  assert.ok(first.has_more);
  const hundreds = await all(jobs.list({ limit: 100 }));
  const sevens = await all(jobs.list({ limit: 7 }));
  assert.equal(hundreds.length, 240);
  assert.equal(new Set(ids(hundreds)).size, 240);
  assert.deepEqual(ids(sevens), ids(hundreds));
  const times = hundreds.map((job) => job.created_at);
  assert.deepEqual(times, [...times].sort((a, b) => b - a));
  const support = await all(jobs.list({ limit: 100, metadata: { team: 'support' } }));
  assert.ok(support.length > 1);
  assert.deepEqual(ids(support), ids(hundreds.filter((job) => job.metadata?.team === 'support')));
  const none = await all(jobs.list({ limit: 100, metadata: { team: 'nobody' } }));
  assert.equal(none.length, 0);
  return hundreds;
}

async function checkDetails(client, list) {
  const { jobs } = client.fineTuning;
  const done = list.find((job) => job.status === 'succeeded' && job.method?.type === 'supervised');
  assert.deepEqual(await jobs.retrieve(done.id), done);
  const events = await all(jobs.listEvents(done.id, { limit: 50 }));
  assert.equal(new Set(ids(events)).size, events.length);
  const single = await all(jobs.listEvents(done.id, { limit: 100 }));
  assert.deepEqual(ids(single), ids(events));
  assert.match(events.at(-1).message, /^Created fine-tuning job/);
  assert.match(events[0].message, /successfully completed/);
  const measured = events.filter((event) => event.type === 'metrics');
  assert.ok(measured.length > 50);
  assert.ok(measured.every((event) => event.data.step >= 1 && event.data.total_steps >= event.data.step));
  const kept = await all(jobs.checkpoints.list(done.id, { limit: 2 }));
  assert.ok(kept.length >= 2);
  assert.equal(kept[0].fine_tuned_model_checkpoint, done.fine_tuned_model);
  assert.ok(kept.slice(1).every((checkpoint) => /:ckpt-step-\d+$/.test(checkpoint.fine_tuned_model_checkpoint)));
}

async function checkFiles(client, list) {
  let plain = 0;
  let encoded = 0;
  for (const job of list.filter((one) => one.result_files?.length > 0).slice(0, 12)) {
    const [id] = job.result_files;
    const file = await client.files.retrieve(id);
    assert.equal(file.purpose, 'fine-tune-results');
    // Not text(): that drops a byte order mark.
    const bytes = Buffer.from(await (await client.files.content(id)).arrayBuffer());
    assert.equal(bytes.length, file.bytes);
    const text = bytes.toString('utf8');
    const isPlain = text.includes('step,');
    const csv = isPlain ? text : Buffer.from(text, 'base64').toString('utf8');
    assert.match(csv, /^\ufeff?step,/);
    plain += isPlain ? 1 : 0;
    encoded += isPlain ? 0 : 1;
  }
  assert.ok(plain > 0 && encoded > 0, `${plain} plain and ${encoded} encoded`);
  const bad = list.find((job) => /Line \d+ is not a dictionary/.test(job.error?.message ?? ''));
  const line = Number(/Line (\d+)/.exec(bad.error.message)[1]);
  const lines = (await (await client.files.content(bad.training_file)).text()).split('\n');
  assert.throws(() => JSON.parse(lines[line - 1]));
  assert.ok(JSON.parse(lines[line - 2]).messages);
  const results = await all(client.files.list({ purpose: 'fine-tune-results', limit: 50 }));
  assert.ok(results.length > 150);
  assert.equal(new Set(ids(results)).size, results.length);
}

async function checkActions(client, list) {
  const { jobs } = client.fineTuning;
  const running = list.find((job) => job.status === 'running');
  assert.equal((await jobs.pause(running.id)).status, 'paused');
  await assert.rejects(jobs.pause(running.id), OpenAI.BadRequestError);
  assert.equal((await jobs.resume(running.id)).status, 'running');
  assert.equal((await jobs.cancel(running.id)).status, 'cancelled');
  await assert.rejects(jobs.cancel(running.id), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.match(error.message, /'cancelled'/);
    assert.match(error.requestID, /^req_/);
    return true;
  });
  const [last] = (await jobs.listEvents(running.id, { limit: 1 })).data;
  assert.match(last.message, /cancelled/);
}

async function checkErrors(client, server) {
  const { jobs } = client.fineTuning;
  const once = { maxRetries: 0 };
  await assert.rejects(jobs.retrieve('ftjob-nothere'), (error) => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.code, 'fine_tune_not_found');
    assert.equal(error.param, 'fine_tune_id');
    return true;
  });
  await assert.rejects(client.files.retrieve('file-nothere'), OpenAI.NotFoundError);
  await assert.rejects(client.models.retrieve('gpt-0'), OpenAI.NotFoundError);
  for (const limit of [0, 101, -3, 'many']) {
    await assert.rejects(
      (async () => { await jobs.list({ limit }); })(),
      (error) => error instanceof OpenAI.BadRequestError && error.param === 'limit',
    );
  }
  const stranger = new OpenAI({ baseURL: server.url, apiKey: 'sk-not-the-key-of-this-server' });
  await assert.rejects((async () => { await stranger.models.list(); })(), (error) => {
    assert.ok(error instanceof OpenAI.AuthenticationError);
    assert.equal(error.code, 'invalid_api_key');
    assert.ok(!error.message.includes('not-the-key-of-this'));
    return true;
  });
  const forced = (status) => ({ ...once, headers: { 'x-demo-status': String(status) } });
  await assert.rejects((async () => { await jobs.list({}, forced(429)); })(), (error) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.headers.get('retry-after'), '1');
    assert.equal(error.headers.get('x-ratelimit-remaining-requests'), '0');
    return true;
  });
  await assert.rejects((async () => { await jobs.list({}, forced(500)); })(), OpenAI.InternalServerError);
}

async function checkModels(client, list) {
  const models = await all(client.models.list());
  const tuned = list.find((job) => job.fine_tuned_model && job.model === 'gpt-3.5-turbo-0125').fine_tuned_model;
  const own = models.find((model) => model.id === tuned);
  assert.match(own.shutdown_date, /^\d{4}-\d\d-\d\d$/);
  assert.equal(own.shutdown_date, models.find((model) => model.id === 'gpt-3.5-turbo-0125').shutdown_date);
  assert.deepEqual(await client.models.retrieve(tuned), own);
}

await run('official client', async () => {
  const server = await startDemo(command, ['--speed', '60']);
  const client = new OpenAI({ baseURL: server.url, apiKey: server.key });
  const list = await checkLists(client.fineTuning.jobs);
  await checkDetails(client, list);
  await checkFiles(client, list);
  await checkActions(client, list);
  await checkErrors(client, server);
  await checkModels(client, list);
  assert.deepEqual(await stop(server.child), { code: 0, signal: null });
});
