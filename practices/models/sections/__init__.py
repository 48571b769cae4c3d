"""The sections of a practice: each a mixin with its fields, its panels and what a translation does with them."""

from practices.models.sections.effort import EffortMixin
from practices.models.sections.evidence import EvidenceMixin
from practices.models.sections.identity import IdentityMixin
from practices.models.sections.learning import LearningMixin
from practices.models.sections.people import PeopleMixin
from practices.models.sections.place import PlaceMixin
from practices.models.sections.source import SourceMixin
from practices.models.sections.story import StoryMixin
from practices.models.sections.transfer import TransferMixin

__all__ = [
    "EffortMixin",
    "EvidenceMixin",
    "IdentityMixin",
    "LearningMixin",
    "PeopleMixin",
    "PlaceMixin",
    "SourceMixin",
    "StoryMixin",
    "TransferMixin",
]
