"""The address of a post never changes by itself: tablets keep their unsent work under it."""

import pytest

from akwaba.access.addresses import (
    AddressChanged,
    AddressMissing,
    AddressNotPrivate,
    ChooseAddress,
    keep_address,
    kept_address,
    post_address,
    private_addresses,
)
from akwaba.office.management.commands import serve

HERE, ALSO_HERE = "127.0.0.2", "127.0.0.3"
NOT_HERE = "10.77.0.1"


def address_of(home, asked=None, *, found=(), is_new=False):
    return post_address(home=home, asked=asked, found=list(found), is_new=is_new)


@pytest.mark.enable_socket
def test_the_only_address_that_was_found_is_taken(tmp_path):
    assert address_of(tmp_path, found=[HERE]) == HERE


@pytest.mark.parametrize("found", [[], [HERE, ALSO_HERE]])
def test_with_none_or_several_a_person_chooses(tmp_path, found):
    with pytest.raises(ChooseAddress) as refused:
        address_of(tmp_path, found=found)
    assert all(address in str(refused.value) for address in found)


@pytest.mark.enable_socket
def test_it_is_remembered_whatever_else_is_found(tmp_path):
    keep_address(tmp_path, HERE)
    assert address_of(tmp_path, found=[ALSO_HERE]) == HERE


@pytest.mark.enable_socket
def test_another_one_is_refused_and_explained(tmp_path):
    keep_address(tmp_path, HERE)
    with pytest.raises(AddressChanged) as refused:
        address_of(tmp_path, ALSO_HERE)
    assert f"--address {ALSO_HERE} --new-address" in str(refused.value)
    assert kept_address(tmp_path) == HERE


@pytest.mark.enable_socket
def test_a_post_moves_when_a_person_says_so(tmp_path):
    keep_address(tmp_path, HERE)
    assert address_of(tmp_path, ALSO_HERE, is_new=True) == ALSO_HERE


def test_a_wifi_that_is_off_is_named(tmp_path):
    keep_address(tmp_path, NOT_HERE)
    with pytest.raises(AddressMissing) as refused:
        address_of(tmp_path, found=[HERE])
    assert NOT_HERE in str(refused.value)
    assert HERE in str(refused.value)


@pytest.mark.parametrize("wrong", ["8.8.8.8", "poste.local", "0.0.0.0", "10.77.0", "::1", ""])  # noqa: S104  refused
def test_what_is_no_private_address_is_refused(tmp_path, wrong):
    with pytest.raises(AddressNotPrivate, match=r"10\.77\.0\.1"):
        address_of(tmp_path, wrong)


@pytest.mark.enable_socket
def test_addresses_of_this_computer_are_found_without_itself():
    assert "127.0.0.1" not in private_addresses()


def test_an_address_elsewhere_is_not_called_a_port_in_use():
    with pytest.raises(serve.AddressElsewhere):
        serve.require_free(NOT_HERE, 0)


@pytest.mark.parametrize("given", [("a.crt", None), (None, "a.key")])
def test_https_needs_both_files(given):
    with pytest.raises(serve.CertificateAndKey):
        serve.served_with(*given)
