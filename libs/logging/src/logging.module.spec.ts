import { LoggingModule } from './logging.module.ts';

it('is a module that brings the logger', () => {
  expect(LoggingModule.forRoot().exports).toHaveLength(1);
});
