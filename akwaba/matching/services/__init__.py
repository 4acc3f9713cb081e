"""The only writers of what people found when they compared two records."""

from akwaba.matching.services.judging import judge, judge_family, withdraw

__all__ = ["judge", "judge_family", "withdraw"]
