import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Installers put Chrome at these places, which are not in the PATH. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
    (folder) => (folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')]),
  ),
];
/** Date fields use the language of the browser, not of the page. */
const LANGUAGE = 'sv-SE';
const FLAGS = ['--no-sandbox', '--force-prefers-reduced-motion', `--lang=${LANGUAGE}`];

interface Executable {
  readonly path: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Removed when the browser has closed. */
  readonly folder?: string;
}

/**
 * Starts a browser without a window. Uses the program in BROWSER, or else an installed Chrome or Chromium. Without
 * these, uses the package @sparticuz/chromium, which runs only on Linux. If there is no browser, throws an Error that
 * says how to install one.
 */
export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const { path, flags = [], environment = {}, folder } = findInstalled() ?? (await unpackBrowser());
  const browser = await chromium.launch({
    executablePath: path,
    args: [...FLAGS, ...flags],
    env: { ...process.env, LANGUAGE, ...environment },
  });
  if (folder !== undefined)
    browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return browser;
}

function findInstalled(): Executable | undefined {
  const { BROWSER, PATH = '' } = process.env;
  if (BROWSER !== undefined) return { path: BROWSER };
  const inPath = PATH.split(delimiter).flatMap((folder) => PROGRAMS.map((program) => join(folder, program)));
  const path = [...inPath, ...INSTALLED].find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path };
}

/**
 * Writes a configuration file with the folder of the package's fonts, and returns the file's path. The package's own
 * file contains only /tmp/fonts and directories of AWS Lambda. Without fonts, all text has a width of 0, so the
 * browser treats it as hidden.
 */
function listFonts(folder: string): string {
  const file = join(folder, 'fonts.conf');
  const [fonts, cache] = ['fonts', 'fonts-cache'].map((name) => join(folder, name));
  writeFileSync(file, `<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>`);
  return file;
}

/** Each process unpacks the browser into a new folder, because the package can't unpack twice at the same time. */
async function unpackBrowser(): Promise<Executable> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'There is no browser. Install Google Chrome or Chromium, or set BROWSER to the path of one.',
    );
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const folder = mkdtempSync(join(tmpdir(), 'qred-browser-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    const packages = join(
      dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
      '..',
      'bin',
    );
    const path = await chromium.executablePath();
    const libraries = await inflate(join(packages, 'al2023.tar.br'));
    return {
      path,
      folder,
      flags: ['--headless=shell', '--no-zygote', '--single-process', '--disable-gpu'],
      environment: {
        FONTCONFIG_FILE: listFonts(folder),
        LD_LIBRARY_PATH: join(libraries, 'lib'),
      },
    };
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
