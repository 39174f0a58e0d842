import pytest

from katas.docker._network_segmentation_containers import answers, start
from katas.docker._network_segmentation_file import Refused, read
from katas.docker._network_segmentation_judge import (
    BARRIERS,
    INTERNET,
    LINKS,
    NAMES,
    PUBLISHED,
    SERVICES,
    faults,
    spare,
)
from katas.docker.network_segmentation import compose


def the_shop():
    """Return what the file declares, if it can be judged at all."""
    try:
        shop = read(compose())
    except Refused as refused:
        pytest.fail(f"the file is refused: {refused}")
    missing, extra = set(SERVICES) - set(shop.services), set(shop.services) - set(SERVICES)
    assert not missing, f"services: the file lacks {', '.join(sorted(missing))}"
    assert not extra, f"services: {', '.join(sorted(extra))} is none of the shop's six"
    return shop


def assert_kept(*promise):
    fault = faults(the_shop()).get(promise)
    assert not fault, fault


def test_compose_accepts_the_file_and_it_has_the_six_services():
    the_shop()


def test_no_service_has_the_network_of_the_host():
    for name in SERVICES:
        assert_kept("host", name)


@pytest.mark.parametrize(("one", "other"), LINKS)
def test_who_must_reach_each_other_have_a_network_in_common(one, other):
    assert_kept("link", one, other)


@pytest.mark.parametrize(("one", "other"), BARRIERS)
def test_who_must_not_meet_have_no_network_in_common(one, other):
    assert_kept("barrier", one, other)


def test_who_must_reach_each_other_know_their_names():
    for who, name, whom in NAMES:
        if name == whom:
            assert_kept("name", who, name)


def test_the_worker_finds_the_database_by_its_second_name():
    assert_kept("name", "worker", "postgres")


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_is_so_on_the_right_address_and_port(name):
    assert_kept("ports", name)


def test_nobody_else_publishes_anything():
    for name in SERVICES:
        if name not in PUBLISHED:
            assert_kept("ports", name)


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_leads_into_a_network_that_is_not_internal(name):
    assert_kept("door", name)


@pytest.mark.parametrize("name", [name for name in INTERNET if not INTERNET[name]])
def test_who_must_never_reach_the_internet_has_internal_networks_only(name):
    assert_kept("internet", name)


def test_who_needs_the_internet_has_a_network_that_is_not_internal():
    assert_kept("internet", "worker")


def test_nobody_is_on_a_network_needlessly():
    for name, network in spare(the_shop()):
        pytest.fail(f"{name} is on {network} needlessly: without it, no promise would break")


# With a Docker engine: containers on networks like those of the file


def test_real_containers_reach_each_other_as_the_table_says(engine):
    shop = the_shop()
    for fault in faults(shop).values():
        pytest.fail(fault)
    boxes = start(engine, shop)
    wanted = {who: {name for one, name, _ in NAMES if one == who} for who in SERVICES}
    barred = {who: names_and_addresses_barred(who, boxes) for who in SERVICES}
    seconds = {
        who: dict.fromkeys(barred[who], 1) | dict.fromkeys(wanted[who], 5) for who in SERVICES
    }
    for who, answered in answers(engine, boxes, seconds).items():
        silent, there = wanted[who] - answered, barred[who] & answered
        assert not silent, f"in the container of {who}, nobody answers at {', '.join(silent)}"
        assert not there, f"in the container of {who}, somebody answers at {', '.join(there)}"
    for name in PUBLISHED:
        assert boxes[name].published, f"no port of the host leads into the container of {name}"


def names_and_addresses_barred(who, boxes):
    """Return those of whom the container must not reach."""
    barred = {one for pair in BARRIERS if who in pair for one in pair} - {who}
    return barred | {address for one in barred for address in boxes[one].addresses}
