"""Whom a number, a token or an identifier stands for."""

from uuid import UUID

from akwaba.ledger.problems import NotFound
from akwaba.registry.models import Household, Person, Token
from akwaba.registry.numbers import check_number, check_token


def subject_named(said: str) -> UUID:
    """The identifier of a person or a household. Raises NotFound where it stands for nobody."""
    try:
        return UUID(said)
    except ValueError:
        pass
    number = check_number(said)
    if isinstance(number, str):
        for table in (Household, Person):
            found = table.objects.filter(number=number).values_list("id", flat=True).first()
            if found is not None:
                return found
    code = check_token(said)
    if isinstance(code, str):
        holder = Token.objects.filter(code=code).order_by("void_reason").first()
        if holder is not None and holder.holder is not None:
            return holder.holder
    raise NotFound
