// Two issuers of work accounts on free ports of this machine: real ones, which can be
// told to misbehave. Prints one line of JSON with their addresses, and ends with stdin.
//
//   PUT /test  {account: {claims…}, wrong: "nonce"}   who signs in next, and what is wrong
//
// What is wrong is done to a good ID token after the provider has made it, and so is
// `amr`, by which an issuer says how somebody signed in.

import { createServer } from "node:http";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import Provider from "oidc-provider";
import { SignJWT, UnsecuredJWT, decodeJwt, importJWK } from "jose";

const newKey = () => ({
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
  kid: "the-only-one",
  alg: "RS256",
  use: "sig",
});
const CLIENT = "sociable";
const BACK = process.argv.slice(2);

const WRONG = {
  nonce: (claims) => ({ ...claims, nonce: "another" }),
  "no nonce": ({ nonce, ...claims }) => claims,
  audience: (claims) => ({ ...claims, aud: "another", azp: CLIENT }),
  issuer: (claims) => ({ ...claims, iss: "https://elsewhere.example" }),
  old: (claims) => ({ ...claims, iat: claims.iat - 9000, exp: claims.iat - 8000 }),
  key: (claims) => claims,
  none: (claims) => claims,
  secret: (claims) => claims,
};

async function signAnew(token, { wrong, amr }, key) {
  const right = { ...decodeJwt(token), ...(amr && { amr }) };
  const claims = wrong ? WRONG[wrong](right) : right;
  const header = { alg: "RS256", kid: key.kid };
  if (wrong === "none") return new UnsecuredJWT(claims).encode();
  if (wrong === "secret") {
    const secret = new TextEncoder().encode("the-secret-that-both-know-and-share");
    return new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: key.kid }).sign(secret);
  }
  const signedWith = await importJWK(wrong === "key" ? newKey() : key, "RS256");
  return new SignJWT(claims).setProtectedHeader(header).sign(signedWith);
}

function accountOf(claims) {
  return { accountId: claims.sub, claims: async () => claims };
}

function issuer(address) {
  const key = newKey();
  const accounts = new Map();
  let next = {};
  const provider = new Provider(address, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: "the-secret-that-both-know-and-share",
        redirect_uris: BACK,
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomUUID()] },
    claims: { email: ["email", "email_verified"], openid: ["sub", "oid", "xms_edov"] },
    // Some issuers put the e-mail into the token, some only on their second address.
    conformIdTokenClaims: true,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, sub) => accountOf(accounts.get(sub)),
    async loadExistingGrant(ctx) {
      const { client, session, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, proceed) => {
    if (ctx.path === "/test" && ctx.method === "PUT") {
      const parts = [];
      for await (const part of ctx.req) parts.push(part);
      next = JSON.parse(Buffer.concat(parts).toString());
      accounts.set(next.account.sub, next.account);
      ctx.body = {};
    } else if (ctx.path.startsWith("/interaction/")) {
      const { account, turnsBack } = next;
      const result = turnsBack
        ? { error: "access_denied" }
        : { login: { accountId: account.sub } };
      await provider.interactionFinished(ctx.req, ctx.res, result);
      ctx.respond = false;
    } else {
      await proceed();
      if (ctx.path === "/token" && ctx.body?.id_token && (next.wrong || next.amr)) {
        ctx.body.id_token = await signAnew(ctx.body.id_token, next, key);
      }
    }
  });
  return provider.callback();
}

const addresses = [];
for (const _number of [1, 2]) {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}`;
  server.on("request", issuer(address));
  addresses.push(address);
}
console.log(JSON.stringify(addresses));
process.stdin.resume().on("end", () => process.exit());
