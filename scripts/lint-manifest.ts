/**
 * What `forge lint` and the manifest validation of `forge deploy` say, without an account and without a network: Atlassian's own packages, called directly.
 * Exits 1 if there is any error or warning.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const contract = path.resolve('../shared/contract/confluence-v2.openapi.json');

/** The permission linter downloads six API descriptions unless each is named here. Confluence's own is used where it is at hand. */
function nameApiDescriptions(): void {
  const empty = path.join(mkdtempSync(path.join(tmpdir(), 'openapi-')), 'empty.json');
  writeFileSync(empty, JSON.stringify({ openapi: '3.0.0', paths: {} }));
  process.env.USE_LOCAL_SWAGGER = '1';
  for (const api of ['CONF', 'CONF_V2', 'JIRA', 'JSM', 'JSW', 'BB']) process.env[`LOCAL_${api}_SWAGGER`] = empty;
  if (existsSync(contract)) process.env.LOCAL_CONF_V2_SWAGGER = contract;
}

interface Finding {
  message: string;
  reference?: string;
  file?: string;
  line?: number;
  column?: number;
}

async function validate(): Promise<string[]> {
  const { ProcessorBuilder, ValidationTypes } = require('@forge/manifest') as typeof import('@forge/manifest');
  const result = await ProcessorBuilder.instance()
    .withValidation(ValidationTypes.FULL)
    .withOptions({ deprecatedRuntimes: [] })
    .build()
    .process();
  const findings = (result.errors ?? []).map((e: Finding) => `manifest: ${e.message} (${e.file ?? 'manifest.yml'}:${e.line ?? 0})`);
  return result.success || findings.length > 0 ? findings : ['manifest: refused without a reason'];
}

async function lintApp(): Promise<string[]> {
  nameApiDescriptions();
  const { lint } = require('@forge/lint') as typeof import('@forge/lint');
  const { ConfigFile, FileSystemReader, FileSystemWriter, listGitIgnoreFiles, StatsigReader } =
    require('@forge/cli-shared') as typeof import('@forge/cli-shared');
  /** Feature flags decide which lint rules are on; offline, none says otherwise than the default. */
  class OfflineFeatureFlags extends StatsigReader {
    override async checkGate() {
      return null as never;
    }
    override async getDynamicConfig() {
      return null as never;
    }
    override async getDeprecatedRuntimes() {
      return [];
    }
  }
  const reader = new FileSystemReader();
  const config = new ConfigFile(reader, new FileSystemWriter());
  const manifest = await config.readConfig();
  const exclude = [...(await listGitIgnoreFiles(reader)), '.git', 'node_modules'];
  const files = await reader.recursiveReadDir('./src', exclude);
  const silent = { info() {}, debug() {}, warn: console.error, error: console.error, trace() {} };
  // The linter's types name its logger and flag reader as classes; the shapes are what it uses.
  const results = await lint(
    [...new Set(files.map((f: string) => path.normalize(f)))],
    manifest,
    'development',
    silent as never,
    new OfflineFeatureFlags() as never,
    {
      linter: { mode: 'client-side' },
    } as never,
  );
  return results.flatMap((result: { errors: Finding[]; warnings: Finding[] }) =>
    [...result.errors, ...result.warnings].map((f) => `lint: ${f.message} (${f.file ?? ''}:${f.line ?? 0})`),
  );
}

async function main(): Promise<void> {
  const findings = [...(await validate()), ...(await lintApp())];
  for (const finding of findings) console.error(finding);
  console.log(findings.length === 0 ? 'manifest and lint: no finding' : `manifest and lint: ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

void main();
