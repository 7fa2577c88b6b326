import { Controller } from '@nestjs/common';
import { type HtmlReply } from '#contracts/vocabulary';
import { openApiDocument } from '#libs/openapi';
import { describe as about, parseManifest } from '#libs/manifest';
import { registeredDocument } from '../src/index.ts';
import { BooksController, ShelfController, library as contract, manifest, serviceWith } from './library.ts';
import { RunningLibrary } from './running-library.ts';

const declared = openApiDocument(contract, about(parseManifest(manifest)));

@Controller()
class UndecoratedController {
  showShelf(): Promise<HtmlReply> {
    return Promise.resolve({ kind: 'html', status: 200, html: '<h1>Shelf</h1>' });
  }
}

let library: RunningLibrary;

afterEach(() => library.stop());

async function documentWith(...controllers: Parameters<typeof serviceWith>) {
  library = await RunningLibrary.start({}, serviceWith(...controllers));
  const { paths, ...rest } = registeredDocument(library.service.app, contract, parseManifest(manifest));
  const { '/undeclared': undeclared, ...known } = paths;
  return { undeclared, document: { ...rest, paths: known } };
}

it('a service builds an OpenAPI document from its routes, and the document equals the contract', async () => {
  const { document } = await documentWith(BooksController, ShelfController);
  expect(document).toEqual(declared);
});

it('the OpenAPI document of a service includes a route that the contract does not declare', async () => {
  const { undeclared } = await documentWith(BooksController, ShelfController);
  expect(undeclared).toBeDefined();
});

it.each([
  ['a handler is missing', [BooksController]],
  ['a handler lacks its decorator', [BooksController, UndecoratedController]],
])('a service builds a document that differs from the contract if %s', async (_, controllers) => {
  const { document } = await documentWith(...controllers);
  expect(document.paths).not.toHaveProperty('/shelf');
  expect(declared.paths).toHaveProperty('/shelf');
  expect({ ...document, paths: { ...document.paths, '/shelf': declared.paths['/shelf'] } }).toEqual(declared);
});

it('a service serves the documentation at /docs', async () => {
  library = await RunningLibrary.start();
  const page = await library.request('GET', '/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await library.json('GET', '/docs-json')).toHaveProperty(['paths', '/v1/books', 'get']);
});

it.each(['/docs', '/docs/', '/docs-json', '/docs-yaml', '/docs/swagger-ui.css'])(
  'a service in production does not serve %s',
  async (path) => {
    library = await RunningLibrary.start({ ENVIRONMENT: 'production' });
    expect((await library.request('GET', path)).status).toBe(404);
  },
);
