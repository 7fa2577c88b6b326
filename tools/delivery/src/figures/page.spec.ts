import { resolve } from 'node:path';
import { type DeploymentRecord, exampleRecord as record, exampleSha as sha } from '#libs/github';
import { loadManifests } from '#libs/manifest';
import { computeReport } from './dora.ts';
import { renderPage } from './page.ts';
import { sampleIdeas, sampleRecords } from './sample-history.ts';

const services = ['account', 'card'];
const all = loadManifests(resolve(__dirname, '../../../..')).map(({ name }) => name);
const until = new Date('2026-06-29T00:00:00Z');
const period = { since: new Date('2026-06-01T00:00:00Z'), until };

function pageOf(records: readonly DeploymentRecord[], isSample = false): string {
  const report = computeReport(services, records, [], { stage: 'production', period });
  return renderPage({ ...report, unfinished: [] }, { isSample });
}

/** Returns the cells of each row in the tables after a heading or a caption. */
function rowsAfter(page: string, title: string): string[][] {
  const [, after = ''] = page.split(`>${title}<`);
  const [table = ''] = after.split('</table>');
  return [...table.matchAll(/<tr>(?<row>.*?)<\/tr>/gs)].map(({ groups }) =>
    [...(groups?.row ?? '').matchAll(/<t[hd][^>]*>(?<cell>.*?)<\/t[hd]>/gs)].map((cell) =>
      (cell.groups?.cell ?? '').replaceAll(/<[^>]+>/g, '').trim(),
    ),
  );
}

describe('renderPage', () => {
  const records = [1, 2, 3, 4, 5, 9].map((day) =>
    record({
      sha: sha(String(day)),
      ended_at: `2026-06-0${day}T12:00:00Z`,
      commits: [{ sha: sha(String(day)), time: `2026-06-0${day}T10:00:00Z` }],
      ...(day === 9 && {
        incidents: [{ started_at: '2026-06-09T13:00:00Z', description: 'Cards & <b>limits</b> are missing' }],
      }),
    }),
  );
  const page = pageOf(records);

  it('shows one row for each service and one row for all services together', () => {
    expect(rowsAfter(page, 'By service')).toEqual([
      [
        'Service',
        'Deployment frequency',
        'Change lead time',
        'Failed deployment recovery time',
        'Change fail rate',
        'Deployment rework rate',
      ],
      ['account', ...Array.from({ length: 5 }, () => 'insufficient data (0)')],
      ['card', '1.5 / week (6)', '2 h (6)', 'insufficient data (0)', '17 % (6)', '0 % (6)'],
      ['all services', '1.5 / week (6)', '2 h (6)', 'insufficient data (0)', '17 % (6)', '0 % (6)'],
    ]);
  });

  it("shows each chart's numbers in a table", () => {
    expect(page.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(4);
    expect(rowsAfter(page, 'Deployments that reached users').slice(0, 4)).toEqual([
      ['Week to', 'fine', 'hurt users'],
      ['06-08', '5', '0'],
      ['06-15', '0', '1'],
      ['06-22', '0', '0'],
    ]);
    expect(rowsAfter(page, 'Change lead time, median in hours').slice(1, 4)).toEqual([
      ['06-08', '2 h'],
      ['06-15', '2 h'],
      ['06-22', 'none'],
    ]);
  });

  it('escapes texts that people wrote', () => {
    expect(page).toContain('Cards &amp; &lt;b&gt;limits&lt;/b&gt; are missing');
  });

  it('needs no script and no other file', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\son[a-z]+=|url\((?!#)|@import|javascript:/i);
    expect(
      page.match(/https?:\/\/[^\s"<]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/')),
    ).toEqual([]);
  });

  it('marks sample data, but not real data', () => {
    expect(page).not.toContain('Sample data');
    expect(pageOf(records, true)).toContain(
      '<strong>Sample data.</strong> The numbers on this page are invented.',
    );
  });

  it('renders a period without deployments', () => {
    expect(rowsAfter(pageOf([]), 'Recovery time, median in minutes').at(-1)).toEqual(['06-29', 'none']);
  });
});

describe('sample data', () => {
  it('is the same in every run, and has enough samples for all figures', () => {
    const sample = () =>
      computeReport(all, sampleRecords(all, until), sampleIdeas(all, until), {
        stage: 'production',
        period,
      });
    expect(sample()).toEqual(sample());
    const { deploymentFrequency, leadTime, changeFailRate, recoveryTime, reworkRate, ideaToCode } =
      sample().total;
    for (const { value } of [
      deploymentFrequency,
      leadTime,
      changeFailRate,
      recoveryTime,
      reworkRate,
      ideaToCode,
    ])
      expect(value).toBeGreaterThan(0);
  });
});
