"""The root of all addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("himpun.web.urls"))]
handler400 = "himpun.web.refusals.too_much"
handler404 = "himpun.web.refusals.not_found"
handler500 = "himpun.web.refusals.broken"
