"""Two kinds of record, in the one partition that the client's certificate names."""

from django.db import models
from morango.models import SyncableModel


class Family(SyncableModel):
    morango_profile = "families"

    register = models.CharField(max_length=32)
    """The id of the root certificate: morango asks that every partition begins with it."""

    class Meta:
        abstract = True

    def calculate_source_id(self) -> None:
        """An id at random."""

    def calculate_partition(self) -> str:
        return self.register


class Household(Family):
    morango_model_name = "household"

    village = models.CharField(max_length=100)
    size = models.IntegerField()

    def __str__(self) -> str:
        return self.id


class Person(Family):
    morango_model_name = "person"

    household = models.ForeignKey(Household, on_delete=models.CASCADE)
    given_names = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    sex = models.CharField(max_length=1)
    born = models.IntegerField()

    def __str__(self) -> str:
        return self.id
