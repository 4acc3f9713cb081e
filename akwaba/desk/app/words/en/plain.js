/** @type {typeof import("../fr/plain.js").default} */
export default {
  "plain.title": "Akwaba",
  "plain.banner": "Connected mode: stay on the Wi-Fi of the post. Nothing can be registered without it.",
  "plain.away": "The post does not answer. What you write stays on this tablet: return to the Wi-Fi of the post to register.",
  "problem.signed_out": "Your session has ended. What you wrote is kept: sign in again to go on.",
};
