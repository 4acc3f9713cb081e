/** What the desk says in connected mode, in French. Every other language follows these keys. */

export default {
  "plain.title": "Akwaba",
  "plain.banner": "Mode connecté : restez sur le Wi-Fi du poste. Rien ne peut être enregistré sans lui.",
  "plain.away": "Le poste ne répond pas. Ce que vous écrivez reste sur cette tablette : revenez sur le Wi-Fi du poste pour enregistrer.",
  "problem.signed_out": "Votre session est finie. Ce que vous avez écrit est gardé : connectez-vous de nouveau pour continuer.",
};
