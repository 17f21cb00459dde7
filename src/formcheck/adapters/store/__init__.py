"""What is kept between visits: sets, programme, pain, settings; by profile, in SQL."""

from formcheck.adapters.store.documents import DocumentKind, Documents, Entry
from formcheck.adapters.store.history import History, ProfileHistory, open_history
from formcheck.adapters.store.keeper import Keeper, Kept
from formcheck.adapters.store.profiles import Profile, Profiles
from formcheck.adapters.store.set_values import KeptFigure, KeptSet, NewSet, Part, SetSource
from formcheck.adapters.store.sets import Sets
from formcheck.adapters.store.settings import SETTINGS, Settings

__all__ = [
    "SETTINGS",
    "DocumentKind",
    "Documents",
    "Entry",
    "History",
    "Keeper",
    "Kept",
    "KeptFigure",
    "KeptSet",
    "NewSet",
    "Part",
    "Profile",
    "ProfileHistory",
    "Profiles",
    "SetSource",
    "Sets",
    "Settings",
    "open_history",
]
