// SPDX-License-Identifier: GPL-3.0-or-later
// Installs the pinned npm packages beside this script, or in another --folder, once for each lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, readArguments, skip } from './lib.mjs';

const { npm = 'npm', folder = here } = readArguments();
const stamp = join(folder, 'node_modules', '.tuneboard-stamp');
const wanted = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  console.log('the npm packages are installed already');
  process.exit(0);
}
const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' });
const said = `${result.stdout ?? ''}${result.stderr ?? ''}`;
process.stdout.write(said);
if (result.status === 0) {
  writeFileSync(stamp, wanted);
  process.exit(0);
}
if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOENT.*npm/.test(said)) {
  skip('the npm registry cannot be reached');
}
process.exit(1);
