"""Why an act on an alert is refused, and why somebody is told of it, in French and English."""

from collections.abc import Mapping

from akwaba.watch.alerting.escalation import Why
from akwaba.watch.alerting.life import Refusal

REFUSALS: Mapping[str, Mapping[Refusal, str]] = {
    "fr": {
        Refusal.NOT_RAISED: "Cette alerte n’est pas encore connue ici.",
        Refusal.ALREADY_RAISED: "Cette alerte est déjà lancée.",
        Refusal.ALREADY_ACKNOWLEDGED: "Vous avez déjà accusé réception.",
        Refusal.NOT_ACKNOWLEDGED: "Accusez d’abord réception de l’alerte.",
        Refusal.NO_OWNER: "Dites d’abord qui doit répondre.",
        Refusal.NO_DEADLINE: "Dites jusqu’à quand il faut répondre.",
        Refusal.DEADLINE_PAST: "Ce délai est déjà passé. Donnez un moment à venir.",
        Refusal.NOT_ANSWERED: "Dites d’abord ce qui est fait. Une alerte sans suite s’annule.",
        Refusal.NO_REASON: "Écrivez ce qui est fait, ou pourquoi l’alerte est annulée.",
        Refusal.OVER: "Cette alerte est terminée. Lancez-en une nouvelle.",
    },
    "en": {
        Refusal.NOT_RAISED: "This alert is not known here yet.",
        Refusal.ALREADY_RAISED: "This alert was raised already.",
        Refusal.ALREADY_ACKNOWLEDGED: "You have acknowledged this already.",
        Refusal.NOT_ACKNOWLEDGED: "Acknowledge the alert first.",
        Refusal.NO_OWNER: "Say first who is to answer.",
        Refusal.NO_DEADLINE: "Say until when to answer.",
        Refusal.DEADLINE_PAST: "This deadline has passed. Give a time to come.",
        Refusal.NOT_ANSWERED: "Say first what is done. An alert without need is cancelled.",
        Refusal.NO_REASON: "Write what is done, or why the alert is cancelled.",
        Refusal.OVER: "This alert is over. Raise a new one.",
    },
}

REASONS: Mapping[str, Mapping[Why, str]] = {
    "fr": {
        Why.RAISED: "Une alerte vient d’être lancée.",
        Why.UNACKNOWLEDGED: "Personne n’a accusé réception de cette alerte.",
        Why.UNOWNED: "L’alerte est lue, mais personne n’est chargé de répondre.",
        Why.OVERDUE: "Le délai de réponse est passé.",
    },
    "en": {
        Why.RAISED: "An alert was raised.",
        Why.UNACKNOWLEDGED: "Nobody has acknowledged this alert.",
        Why.UNOWNED: "The alert was read, but nobody was named to answer.",
        Why.OVERDUE: "The deadline for an answer has passed.",
    },
}
