#!/usr/bin/env node
// Writes NOTICE: every package that the program ships with, its version and its licence.
//
//   dotnet build src/CrmWeb && node eng/notice.mjs
//
// .NET packages and their licences come from what the build restored, client libraries from package-lock.json and what
// npm installed. NoticeTests fails when a package is missing.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const assets = JSON.parse(fs.readFileSync(path.join(root, 'src/CrmWeb/obj/project.assets.json'), 'utf8'));
const folders = Object.keys(assets.packageFolders);

/** Packages whose own description names no licence in the usual way, with where their licence was read. */
const READ_BY_HAND = {
  'Hangfire.AspNetCore': 'LGPL-3.0',
  'Hangfire.Core': 'LGPL-3.0',
  'Hangfire.InMemory': 'LGPL-3.0',
  'Hangfire.NetCore': 'LGPL-3.0',
  'Hangfire.PostgreSql': 'LGPL-3.0',
  'Hangfire.SqlServer': 'LGPL-3.0',
  SQLite: 'Public Domain (SQLite), packaging Apache-2.0',
  'Microsoft.Data.SqlClient.SNI.runtime': 'Microsoft Software License Terms (redistributable)',
};

function nuspec(name, version) {
  for (const folder of folders) {
    const file = path.join(folder, name.toLowerCase(), version.toLowerCase(), `${name.toLowerCase()}.nuspec`);
    if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8');
  }
  throw new Error(`${name} ${version} is not restored; build src/CrmWeb first.`);
}

function licence(name, version) {
  if (READ_BY_HAND[name]) return READ_BY_HAND[name];
  const text = nuspec(name, version);
  return text.match(/<license type="expression">([^<]+)</)?.[1]
    ?? text.match(/<licenseUrl>(?!https:\/\/aka\.ms\/deprecateLicenseUrl)([^<]+)</)?.[1]
    ?? (() => { throw new Error(`${name} ${version} names no licence; read it and add it to READ_BY_HAND.`); })();
}

const shipped = Object.entries(Object.values(assets.targets)[0])
  .filter(([, t]) => t.type === 'package' && (t.runtime || t.native || t.runtimeTargets || t.resource))
  .map(([key]) => key.split('/'))
  .sort(([a], [b]) => a.localeCompare(b, 'en'));

const lock = JSON.parse(fs.readFileSync(path.join(root, 'src/CrmWeb/package-lock.json'), 'utf8'));
const client = Object.entries(lock.packages)
  .filter(([key, p]) => key && !p.dev)
  .map(([key, p]) => [key.replace(/^.*node_modules\//, ''), p.version, p.license ?? 'see the package'])
  .sort(([a], [b]) => a.localeCompare(b, 'en'));

const lines = [
  'CrmWeb is built with the packages below. Each stays under its own licence; packages under LGPL-3.0 are used as',
  'libraries, unchanged, and can be replaced beside the program. Written by eng/notice.mjs.',
  '',
  '.NET packages shipped with the program',
  '',
  ...shipped.map(([name, version]) => `  ${name} ${version} - ${licence(name, version)}`),
  '',
  'Client libraries of which parts are served to browsers',
  '',
  ...client.map(([name, version, l]) => `  ${name} ${version} - ${l}`),
  '',
];
fs.writeFileSync(path.join(root, 'NOTICE'), lines.join('\n'));
console.log(`NOTICE: ${shipped.length} .NET packages, ${client.length} client libraries`);
