"""Certifications as callers send them: about 2.4 KB each, with eight sites."""
import json

#: Country, city, body of accreditation; scripts of one to four bytes a character.
PLACES = [
    ("DE", "Köln", "DAkkS", "Deutsche Akkreditierungsstelle"),
    ("FR", "Besançon", "COFRAC", "Comité français d'accréditation"),
    ("JP", "横浜市", "JAB", "Japan Accreditation Board"),
    ("GR", "Θεσσαλονίκη", "ESYD", "Hellenic Accreditation System"),
    ("BR", "São Paulo", "CGCRE", "General Coordination for Accreditation"),
]
STANDARDS = [
    ("Quality Management Systems", "ISO 9001:2015"),
    ("Environmental Management Systems", "ISO 14001:2015"),
    ("Occupational Health and Safety Management Systems", "ISO 45001:2018"),
]
SCOPE = ("Design, manufacture, sale and servicing of pumps, valves and fittings for water "
         "supply, district heating and the process industry, with planning, installation and "
         "commissioning on site, training of operators, and the storage and dispatch of spare "
         "parts; repair of third parties' pumps of the same kinds up to a nominal width of "
         "400 mm, and the calibration of flow meters that are part of them.")
SITES = 8


def _certification(identity, number):
    country, city, acronym, body = PLACES[number % len(PLACES)]
    scheme, standard = STANDARDS[number % len(STANDARDS)]
    sites = [{"street": f"{city}, Hafenstraße {number % 90 + site}", "city": city,
              "country": country, "postcode": f"{50000 + number % 9000}",
              "scope_description": "Storage and dispatch of spare parts"}
             for site in range(SITES)]
    return {
        "certificate_number": f"QMS {identity}", "certificate_identity_number": f"id-{identity}",
        "certification_status": "active", "certification_type": "Management System",
        "certification_scope": SCOPE,
        "certification_original_issue_date": "20180502",
        "certification_issue_date": f"2024{number % 12 + 1:02}01",
        "certification_expiry_date": "20990228",
        "accreditation_body_name": body, "accreditation_body_acronym_name": acronym,
        "schemes": [{"scheme_name": scheme, "standard_list": [{"standards_name": standard}]}],
        "sites": sites,
    }


def record_v1(identity, number):
    country, city, _, _ = PLACES[number % len(PLACES)]
    return {
        "certified_entity_unique_id": f"E-{identity}",
        "certified_entity_name": f"{city} Pumpen {identity} GmbH",
        "certified_entity_english_name": f"Pumps {identity} Ltd",
        "certified_entity_street_address": f"Werkstraße {number % 100 + 1}",
        "certified_entity_street_city": city, "certified_entity_country": country,
        "certified_entity_website": f"https://client-{number}.example",
        **_certification(identity, number)}


def entity_v2(identity, number):
    country, city, _, _ = PLACES[number % len(PLACES)]
    return {
        "certified_entity_unique_id": f"E-{identity}",
        "certified_entity_name": f"{city} Pumpen {identity} GmbH",
        "certified_entity_english_name": f"Pumps {identity} Ltd",
        "business_registered_street": f"Werkstraße {number % 100 + 1}",
        "business_registered_city": city, "business_registered_country": country,
        "certified_entity_website": f"https://client-{number}.example",
        "tax_id": f"{100000000 + number}"}


def single_v2(identity, number):
    """The body of a single call."""
    return _bytes({"certified_entity": entity_v2(identity, number),
                   "certification": _certification(identity, number)})


def bulk(version, prefix, count):
    """Path and body of a bulk call of so many new entities with one certification each."""
    identities = [(f"{prefix}-{number}", number) for number in range(count)]
    if version == 1:
        body = {"certifications": [record_v1(*identity) for identity in identities]}
    else:
        body = {"certified_entities": [
            {**entity_v2(*identity), "certifications": [_certification(*identity)]}
            for identity in identities]}
    return f"/api/client/v{version}/cb/bulk-upload-cert", _bytes(body)


def _bytes(value):
    return json.dumps(value, ensure_ascii=False).encode()
