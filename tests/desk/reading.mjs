// Opens an envelope with a private key that the Python tests hand over.

import { base64url } from "../../akwaba/desk/app/ledger/bytes.js";
import { open } from "../../akwaba/desk/app/ledger/envelope.js";

export async function read(sealed, { d, point }, context) {
  const [x, y] = [point.slice(1, 33), point.slice(33)];
  const numbers = { kty: "EC", crv: "P-256", d: base64url(d), x: base64url(x), y: base64url(y) };
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const privateKey = await crypto.subtle.importKey("jwk", numbers, curve, false, ["deriveBits"]);
  return open({ sealed, point, privateKey, context });
}
