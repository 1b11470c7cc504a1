// SPDX-License-Identifier: GPL-3.0-or-later
// Asks every endpoint of the demo server through Prism, which compares each answer with the official document.
import { ask } from './lib.mjs';

// Prism cuts the header at 8 KB, in the middle of an entry.
function entriesOf(header) {
  const tooMany = 'Too many violations! ';
  if (!header.startsWith(tooMany)) {
    return JSON.parse(header);
  }
  const whole = header.lastIndexOf('},{');
  return JSON.parse(`${header.slice(tooMany.length, whole)}}]`);
}

// Where in which object an answer breaks the document: job/error, event/data. A job is a job in every answer.
function placeOf(location, endpoint) {
  const object = endpoint.includes('/events') ? 'event'
    : endpoint.includes('/checkpoints') ? 'checkpoint'
    : endpoint.endsWith('/content') ? 'content'
    : endpoint.split('/')[1].replace('fine_tuning', 'job').replace(/s$/, '');
  const path = location.slice(2).map((part) => (/^\d+$/.test(part) ? '*' : part));
  return [object, ...(path[0] === 'data' && path[1] === '*' ? path.slice(2) : path)].join('/');
}

// { path, keyword } of each breach in an answer.
function violationsOf(answer, endpoint) {
  const header = answer.headers['sl-violations'];
  if (header === undefined) {
    return [];
  }
  return entriesOf(header)
    .filter((one) => one.location?.[0] === 'response')
    .map((one) => ({ path: placeOf(one.location, endpoint), keyword: String(one.code ?? 'content-type'), message: one.message }));
}

// Walks the demo at `prism` and gives all violations; small pages where many are expected. `counted` is how many answers were compared.
export async function walk(prism, key, pageSize) {
  const violations = [];
  let counted = 0;
  const get = async (endpoint, path, expected = 200, options = {}) => {
    const answer = await ask(prism + path, { key, ...options });
    if (answer.status !== expected) {
      throw new Error(`${path}: ${answer.status} instead of ${expected}: ${answer.body.slice(0, 300)}`);
    }
    violations.push(...violationsOf(answer, answer.status < 400 ? endpoint : '/error'));
    counted += 1;
    return answer;
  };
  const jobsPath = '/fine_tuning/jobs';
  const jobs = [];
  let after = '';
  for (;;) {
    const { json } = await get(jobsPath, `${jobsPath}?limit=${pageSize}${after}`);
    jobs.push(...json.data);
    if (!json.has_more) {
      break;
    }
    after = `&after=${jobs.at(-1).id}`;
  }
  await get(jobsPath, jobsPath);
  await get(jobsPath, `${jobsPath}?metadata[team]=support&limit=5`);
  for (const job of jobs) {
    await get(`${jobsPath}/{id}`, `${jobsPath}/${job.id}`);
    const { json } = await get(`${jobsPath}/{id}/events`, `${jobsPath}/${job.id}/events?limit=20`);
    if (json.has_more && json.data.length > 0) {
      await get(`${jobsPath}/{id}/events`, `${jobsPath}/${job.id}/events?after=${json.data.at(-1).id}`);
    }
    await get(`${jobsPath}/{id}/checkpoints`, `${jobsPath}/${job.id}/checkpoints`);
  }
  const files = (await get('/files', '/files?limit=200')).json.data;
  for (const file of files.slice(0, 40)) {
    await get('/files/{id}', `/files/${file.id}`);
    if (file.bytes < 200_000) {
      await get('/files/{id}/content', `/files/${file.id}/content`);
    }
  }
  const models = (await get('/models', '/models')).json.data;
  for (const model of models.slice(0, 12)) {
    await get('/models/{id}', `/models/${model.id}`);
  }
  const live = jobs.find((job) => job.status === 'running');
  for (const call of ['pause', 'resume', 'cancel']) {
    await get(`${jobsPath}/{id}/${call}`, `${jobsPath}/${live.id}/${call}`, 200, { method: 'POST' });
  }
  await get(`${jobsPath}/{id}/cancel`, `${jobsPath}/${live.id}/cancel`, 400, { method: 'POST' });
  await get(jobsPath, `${jobsPath}?limit=0`, 400);
  await get(`${jobsPath}/{id}`, `${jobsPath}/ftjob-nothere`, 404);
  await get('/files/{id}', '/files/file-nothere', 404);
  await get('/models/{id}', '/models/gpt-0', 404);
  await get(jobsPath, jobsPath, 401, { key: 'sk-wrong' });
  for (const status of [403, 429, 500, 503]) {
    await get(jobsPath, jobsPath, status, { headers: { 'x-demo-status': String(status) } });
  }
  return { violations, counted };
}

// The different ones, in a fixed order.
export function distinct(violations) {
  const found = new Map();
  for (const { path, keyword } of violations) {
    found.set(`${path} ${keyword}`, { path, keyword });
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
