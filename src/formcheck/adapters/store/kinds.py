"""Every kind of document that a history may hold: an import with another one is refused."""

from typing import Any

from formcheck.adapters.programme.diary import ALARM, PAIN, PLAN, SCREENING
from formcheck.adapters.store.documents import DocumentKind
from formcheck.adapters.store.settings import SETTINGS

KINDS: tuple[DocumentKind[Any], ...] = (SETTINGS, PLAN, PAIN, SCREENING, ALARM)
