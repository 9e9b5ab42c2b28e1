"""Fetching what somebody named: pages as they come, every way in which a server can fail, and every way in."""

import datetime as dt
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from bot.addresses import IpAddress, is_public
from bot.fetching import MOST_BYTES, Fetcher
from documents.pages import Failure, Page
from tests.support.websites import Names, answer, fetcher, sends, website

HOST = "www.bangtuayang.example"


def test_a_page_comes_as_it_is_with_its_status_and_kind() -> None:
    with website(sends(answer(b"<html><title>O8</title></html>"))) as site:
        page = fetcher().fetch(site.url("/ita/o8?ปี=2570"))
    assert page == Page(
        site.url("/ita/o8?%E0%B8%9B%E0%B8%B5=2570"), 200, "text/html", b"<html><title>O8</title></html>", "utf-8"
    )


def test_the_server_is_told_who_asks_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    redirect = answer(status="302 Found", Location="/there", Set_Cookie="a=b")
    with website(lambda c, head: c.sendall(redirect if b"GET /here" in head else answer(b"there"))) as site:
        page = fetcher().fetch(site.url("/here"))
        heads = [head.decode().lower() for head in site.asked]
    assert isinstance(page, Page)
    assert page.url == site.url("/there")
    assert all(f"host: {HOST}:{site.port}\r\n" in head and "user-agent: tamngan" in head for head in heads)
    assert not any("cookie" in head or "authorization" in head or "referer" in head for head in heads)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("404 Not Found", "not_found"),
        ("410 Gone", "not_found"),
        ("500 Oh", "server"),
        ("503 Busy", "server"),
        ("429 Slow", "server"),
        ("401 Who", "not_public"),
        ("403 No", "not_public"),
        ("418 Teapot", "status"),
    ],
)
def test_a_status_that_is_not_a_page_says_why(status: str, why: str) -> None:
    with website(sends(answer(b"sorry", status))) as site:
        assert fetcher().fetch(site.url()) == Failure(why, int(status[:3]), "")


def test_an_empty_page_is_no_page() -> None:
    with website(sends(answer(b""))) as site:
        assert fetcher().fetch(site.url()) == Failure("empty", 200)


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_not_waited_for(part: str) -> None:
    stop = threading.Event()

    def drip(conn: socket.socket, _head: bytes) -> None:
        conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n" + (b"\r\n" if part == "body" else b"X-A: "))
        while not stop.wait(0.05):
            conn.sendall(b"a")

    with website(drip) as site:
        started = time.monotonic()
        found = fetcher(whole_seconds=0.5).fetch(site.url())
        took = time.monotonic() - started
        stop.set()
    assert (found, took < 3) == (Failure("timeout", url=site.url()), True)


def test_a_server_that_takes_the_question_and_says_nothing_is_given_up() -> None:
    stop = threading.Event()

    def silent(_conn: socket.socket, _head: bytes) -> None:
        stop.wait(5)

    with website(silent) as site:
        found = fetcher(whole_seconds=0.3).fetch(site.url())
        stop.set()
    assert found == Failure("timeout", url=site.url())


def test_a_name_service_that_does_not_answer_is_given_up() -> None:
    stop = threading.Event()

    def never(_host: str, _port: int) -> Sequence[IpAddress]:
        stop.wait(5)
        return []

    found = Fetcher(resolve=never, whole_seconds=0.2).fetch(f"https://{HOST}/")
    stop.set()
    assert found == Failure("timeout", url=f"https://{HOST}/")


def test_a_connection_that_is_reset_says_so() -> None:
    def reset(conn: socket.socket, _head: bytes) -> None:
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    with website(reset) as site:
        assert fetcher().fetch(site.url()) == Failure("connection", url=site.url())


def test_nobody_listening_and_no_such_name_are_told_apart() -> None:
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    assert fetcher().fetch(f"http://{HOST}:{port}/") == Failure("connection", url=f"http://{HOST}:{port}/")

    def unknown(_host: str, _port: int) -> Sequence[IpAddress]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    assert Fetcher(resolve=unknown).fetch(f"https://{HOST}/") == Failure("dns", url=f"https://{HOST}/")


def test_a_redirect_with_thai_letters_and_blanks_is_followed() -> None:
    there = b"HTTP/1.1 302 Found\r\nLocation: /" + "แผน ปี.html".encode() + b"\r\nContent-Length: 0\r\n\r\n"
    with website(lambda c, head: c.sendall(there if b"GET / " in head else answer(b"there"))) as site:
        page = fetcher().fetch(site.url())
    assert isinstance(page, Page)
    assert page.url == site.url("/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B8%9B%E0%B8%B5.html")


def test_redirects_that_never_end_are_left() -> None:
    with website(sends(answer(status="301 Moved", Location="/again"))) as site:
        found = fetcher().fetch(site.url())
        assert (found, site.visits) == (Failure("redirects", url=site.url("/again")), 6)


@pytest.mark.parametrize(
    ("target", "answers"),
    [
        ("http://169.254.169.254:{port}/latest/meta-data/", ["169.254.169.254"]),
        ("http://inner.example:{port}/", ["10.0.0.1"]),
        ("http://inner.example:{port}/", ["127.0.0.1"]),
        ("http://inner.example:{port}/", ["::1"]),
        ("http://inner.example:{port}/", ["::ffff:127.0.0.1"]),
        ("http://inner.example:{port}/", [["1.1.1.1", "192.168.1.1"]]),
        ("//inner.example:{port}/", ["100.64.0.1"]),
    ],
)
def test_a_redirect_to_a_private_address_is_refused_and_nobody_is_asked(
    target: str, answers: list[str | Sequence[str]]
) -> None:
    with website(sends(answer(b"secret"))) as inner:
        redirect = answer(status="302 Found", Location=target.format(port=inner.port))
        with website(sends(redirect)) as outer:
            names = Names({HOST: ["203.0.113.7"], "inner.example": answers, "169.254.169.254": answers})
            # The office's own name is public; the connection is made to the server that plays it.
            guarded = fetcher(names, is_allowed=lambda a: str(a) == "203.0.113.7" or is_public(a))
            guarded._connection = _played_by("127.0.0.1", guarded)  # type: ignore[method-assign]
            found = guarded.fetch(outer.url())
        assert isinstance(found, Failure)
        assert (found.why, outer.visits, inner.visits) == ("private", 1, 0)


def _played_by(address: str, real: Fetcher):  # type: ignore[no-untyped-def]
    make = real._connection
    return lambda step, _address, deadline: make(step, ip_address(address), deadline)


def test_a_name_that_turns_private_between_look_and_use_is_only_looked_up_once() -> None:
    """127.0.0.1 plays the public address; the second answer would be another server of this machine."""
    with website(sends(answer(b"public"))) as site:
        names = Names({HOST: ["127.0.0.1", "127.0.0.2"]})
        page = fetcher(names).fetch(site.url())
    assert isinstance(page, Page)
    assert (page.body, names.asked) == (b"public", [HOST])


def test_a_bomb_is_not_let_go_off() -> None:
    packed = gzip.compress(b"\0" * 200_000_000, 9)
    with website(sends(answer(packed, Content_Encoding="gzip"))) as site:
        page = fetcher().fetch(site.url())
    assert isinstance(page, Page)
    assert (len(page.body), page.whole) == (MOST_BYTES, False)


def test_what_is_said_to_be_packed_and_is_not_does_not_fail() -> None:
    with website(sends(answer(b"not packed", Content_Encoding="gzip"))) as site:
        assert isinstance(fetcher().fetch(site.url()), Failure)


def test_a_head_without_end_is_given_up() -> None:
    with website(sends(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 5_000_000 + b"\r\n\r\n")) as site:
        assert fetcher().fetch(site.url()) == Failure("connection", url=site.url())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://clerk:secret@www.bangtuayang.example/", "credentials"),  # pragma: allowlist secret
        ("http://www.bangtuayang.example@10.0.0.1/", "credentials"),
        ("ftp://www.bangtuayang.example/", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://127.0.0.1:6379/_", "address"),
        ("http://", "address"),
        ("http://www.bangtuayang.example\\@10.0.0.1/", "address"),
        ("http://www.bangtuayang.example/\r\nHost: inner", "address"),
        ("http://[fe80::1%25eth0]/", "address"),
        ("http://[broken/", "address"),
        (f"http://{'a' * 64}.example/", "address"),
        (f"http://www.bangtuayang.example/{'a' * 3000}", "address"),
        ("http://www.bangtuayang.example:22/", "port"),
        ("http://www.bangtuayang.example:99999/", "address"),
    ],
)
def test_what_is_no_ordinary_web_address_is_not_even_looked_up(url: str, why: str) -> None:
    names = Names()
    found = Fetcher(resolve=names).fetch(url)
    assert isinstance(found, Failure)
    assert (found.why, names.asked) == (why, [])


def test_a_thai_name_is_looked_up_as_the_name_service_knows_it() -> None:
    names = Names({"xn--12cfj7gxd9a.xn--o3cw4h": ["10.0.0.1"]})
    found = Fetcher(resolve=names).fetch("http://บางตัวอย่าง.ไทย/ข้อมูล")
    assert isinstance(found, Failure)
    assert names.asked == ["บางตัวอย่าง.ไทย".encode("idna").decode()]


# --- TLS ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "trusted", "why"), [(HOST, True, ""), ("other.example", True, "tls"), (HOST, False, "tls")]
)
def test_a_certificate_must_be_the_names_own_and_trusted(tmp_path: Path, named: str, trusted: bool, why: str) -> None:
    certificate = _certificate(tmp_path, named)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with website(sends(answer(b"safe")), context) as site:
        url = site.url().replace("http:", "https:")
        found = fetcher(ca_certs=str(certificate) if trusted else None).fetch(url)
    assert found == (Failure(why, url=url) if why else Page(url, 200, "text/html", b"safe", "utf-8"))


def test_a_server_without_tls_is_no_https_server() -> None:
    with website(sends(answer(b"plain"))) as site:
        url = site.url().replace("http:", "https:")
        assert fetcher().fetch(url) == Failure("tls", url=url)


def test_leaving_https_on_the_way_is_noted(tmp_path: Path) -> None:
    certificate = _certificate(tmp_path, HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with (
        website(sends(answer(b"plain"))) as plain,
        website(sends(answer(status="301 Moved", Location=plain.url())), context) as safe,
    ):
        page = fetcher(ca_certs=str(certificate)).fetch(safe.url().replace("http:", "https:"))
    assert isinstance(page, Page)
    assert (page.url, page.downgraded) == (plain.url(), True)


def _certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


# --- Which addresses ------------------------------------------------------------------------------------------------

PRIVATE_V4 = st.ip_addresses(v=4).filter(lambda a: not a.is_global or a.is_multicast)
SMALL = st.sampled_from([0, 0x7F000001, 0x0A010203, 0xAC100909, 0xC0A80001, 0xA9FEA9FE, 0x64400001, 0xFFFFFFFF]).map(
    IPv4Address
)


@given(st.one_of(SMALL, PRIVATE_V4))
def test_no_private_address_is_reached_however_it_is_spelt(address: IPv4Address) -> None:
    number, octets = int(address), address.packed
    embedded = f"{address.packed[0]:02x}{octets[1]:02x}:{octets[2]:02x}{octets[3]:02x}"
    for spelling in (
        str(address),
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(octet) for octet in octets),
        ".".join(f"0{octet:o}" for octet in octets),
        f"{octets[0]}.{number & 0xFFFFFF}",
        f"[::ffff:{address}]",
        f"[::ffff:{embedded}]",
        f"[::{address}]",
        f"[64:ff9b::{address}]",
        f"[2002:{embedded}::1]",
        f"[2001::{embedded}]",
    ):
        found = Fetcher().fetch(f"http://{spelling}/")
        assert isinstance(found, Failure), spelling
        assert found.why in ("private", "dns", "address"), (spelling, found)


@given(st.ip_addresses())
def test_an_address_that_is_not_global_is_never_allowed(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "203.150.1.1", "2606:4700:4700::1111", "64:ff9b::1.1.1.1", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "fe80::1%eth0",
        "fec0::1",
        "fd00:ec2::254",
        "ff02::1",
        "::",
        "::1",
        "::7f00:1",
        "64:ff9b:1::1",
        "224.0.0.1",
        "240.0.0.1",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "192.88.99.1",
        "3fff::1",
    ],
)
def test_special_addresses_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


def test_a_redirect_to_no_address_at_all_is_told() -> None:
    with website(sends(answer(status="301 Moved", Location="http://[x"))) as site:
        assert fetcher().fetch(site.url()) == Failure("address", url="http://[x")
