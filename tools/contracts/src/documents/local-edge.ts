import { LOCAL_EDGE_PORT } from '#libs/manifest';

/** An absolute address, because many tools can't use a relative address. */
export const LOCAL_EDGE = {
  url: `http://localhost:${LOCAL_EDGE_PORT}`,
  description: 'The local stack and the mock',
};
