"""The guide, the words, and the look."""

from typing import Final

from himpun.web.help import views
from himpun.web.policy import Page, Policy

PAGES: Final = (
    Page("bantuan", views.guide, "bantuan", Policy.PUBLIC),
    Page("bantuan/istilah", views.words, "istilah", Policy.PUBLIC),
    Page("bantuan/<str:role>", views.chapter, "bantuan-peran", Policy.PUBLIC),
    Page("rupa", views.components, "rupa"),
)
