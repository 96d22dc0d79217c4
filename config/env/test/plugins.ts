/** GraphQL is one more way to write and read; the tests hold the gate against it. The application itself ships without it. */
export default {
  graphql: { enabled: true, resolve: './node_modules/@strapi/plugin-graphql', config: { endpoint: '/graphql', shadowCRUD: true, landingPage: false } },
};
