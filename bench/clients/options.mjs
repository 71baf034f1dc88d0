/** The options of rx-intercom for a work; everything else is left at its default. */
export const options = ({ baseUrl, perPage }) => ({ token: 'test-token', baseUrl, perPage });
