"""What the tables of phonenumbers say of a number: only editors' tools ask them.

Its tables take 120 ms and 2 MB, a quarter of the time in which the content loads, and may change
with each version: the running bot shows the forms that stand in ``numbers.yaml``, which the check
holds against the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, shortnumberinfo

# The organisation pays for the call, or a part of it, and other countries rarely let it through.
_PAID_FOR = {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST}


@dataclass(frozen=True, slots=True)
class Forms:
    """How a number is written, and whether it may fail from abroad."""

    international: str
    national: str
    home_only: bool
    country_code: int

    def are_those_of(self, local: str) -> bool:
        """Whether this is the same number at home; "1-800-..." is dialled with the country's 1."""
        return digits(local) in {digits(self.national), digits(self.international)}


@cache
def forms_of(number: str) -> Forms | None:
    """Of a number that begins with "+"; None where no country has such a number."""
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(read):
        return None
    paid_for = phonenumbers.number_type(read) in _PAID_FOR
    return Forms(
        phonenumbers.format_number(read, PhoneNumberFormat.INTERNATIONAL),
        phonenumbers.format_number(read, PhoneNumberFormat.NATIONAL),
        paid_for or not phonenumbers.can_be_internationally_dialled(read),
        read.country_code or 0,
    )


def is_of(forms: Forms, country: str) -> bool:
    """Whether the number begins with the country's own code."""
    return phonenumbers.country_code_for_region(country) == forms.country_code


@cache
def is_emergency(number: str, country: str) -> bool:
    """Whether an emergency service of the country answers there."""
    return bool(shortnumberinfo.is_emergency_number(digits(number), country))


@cache
def is_known_at_home(number: str, country: str) -> bool:
    """Whether the short number is in use in the country; False does not prove that it is not."""
    try:
        read = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    return shortnumberinfo.is_valid_short_number_for_region(
        read, country
    ) or phonenumbers.is_valid_number_for_region(read, country)


def digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
