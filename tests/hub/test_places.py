"""Municipalities and employment areas."""

from hub.places import areas, municipalities


def test_all_municipalities_of_2026_are_there_with_three_digits():
    assert len(municipalities()) == 308
    assert all(len(code) == 3 and code.isdigit() for code in municipalities())


def test_all_employment_areas_are_there():
    assert len(areas()) == 46


def test_municipality_knows_its_area_in_both_languages():
    rovaniemi = municipalities()["698"]
    assert rovaniemi.names["fi"] == "Rovaniemi"
    assert rovaniemi.area.names == {"fi": "Rovaseutu", "sv": "Rovaniemiregionen"}


def test_every_name_is_written():
    for place in municipalities().values():
        assert all([*place.names.values(), *place.area.names.values()])
