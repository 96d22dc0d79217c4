/** A test may start a Strapi (about 5 s), fill it and stop it again on a busy machine; one that needs longer hangs. */
jest.setTimeout(120_000);
