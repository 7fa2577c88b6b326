import { runCommand } from '#libs/command-line';
import { workspaceRoot } from '../config/workspace-root.ts';
import { buildStageMock } from './build-stage-mock.ts';

await runCommand(
  {
    name: 'node tools/local-stack/src/stage-mock/build.main.ts',
    help: 'Writes the build context of the image with which a stage serves operations that are not built.',
    options: {
      out: { type: 'string', required: true, value: 'FOLDER', help: 'the folder to write into' },
    },
  },
  ({ out }) => buildStageMock(workspaceRoot, out),
);
