"""Every folded and derived table as values, to be compared row for row."""

from akwaba.ledger.services import derived_models, folded_models


def snapshot():
    return {
        model._meta.label: sorted(
            (tuple(map(repr, row)) for row in model._base_manager.values_list()),
        )
        for model in (*folded_models(), *derived_models())
    }
