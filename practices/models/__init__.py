from practices.models.import_record import ImportRecord
from practices.models.index_pages import MethodIndexPage, PracticeIndexPage, ThemeIndexPage
from practices.models.method_page import MethodPage, MethodStep
from practices.models.practice_page import PracticePage
from practices.models.rows import (
    PracticeIndicator,
    PracticeResource,
    PracticeStep,
    PracticeUpdate,
    PracticeVoice,
    RelatedPractice,
)

__all__ = [
    "ImportRecord",
    "MethodIndexPage",
    "MethodPage",
    "MethodStep",
    "PracticeIndexPage",
    "PracticeIndicator",
    "PracticePage",
    "PracticeResource",
    "PracticeStep",
    "PracticeUpdate",
    "PracticeVoice",
    "RelatedPractice",
    "ThemeIndexPage",
]
