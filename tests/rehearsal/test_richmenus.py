"""Rich menus as LINE keeps them: created, pictured, shown to everyone or to one, named by aliases."""

from typing import Any

import pytest
import urllib3

from rehearsal.client import RehearsalClient
from rehearsal.richmenus import picture_size
from rehearsal.server import RehearsalServer
from tests.rehearsal.stagehands import LineApi, png

MENU: dict[str, Any] = {
    "size": {"width": 1200, "height": 405},
    "selected": True,
    "name": "เมนูหลัก",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 1200, "height": 405},
            "action": {"type": "postback", "label": "ที่ค้าง", "data": "1:v:missing"},
        }
    ],
}


JPEG = b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08\x01\x95\x04\xb0\x03" + b"\0" * 9


def made(api: LineApi, *, pictured: bool = True) -> str:
    menu = str(api.post("richmenu", MENU).json()["richMenuId"])
    if pictured:
        assert upload(api, menu, png(1200, 405)).status == 200
    return menu


def upload(api: LineApi, menu: str, data: bytes, kind: str = "image/png") -> Any:
    return api.call("POST", f"richmenu/{menu}/content", data=data, headers={"Content-Type": kind})


def test_a_menu_is_created_read_listed_and_deleted(api: LineApi) -> None:
    assert api.post("richmenu/validate", MENU).json() == {}
    menu = made(api, pictured=False)
    assert menu.startswith("richmenu-")
    assert api.get(f"richmenu/{menu}").json() == {"richMenuId": menu, **MENU}
    assert api.get("richmenu/list").json() == {"richmenus": [{"richMenuId": menu, **MENU}]}
    assert api.call("DELETE", f"richmenu/{menu}").status == 200
    assert api.get(f"richmenu/{menu}").status == 404
    assert api.call("DELETE", f"richmenu/{menu}").status == 404


@pytest.mark.parametrize("path", ["richmenu", "richmenu/validate"])
def test_a_menu_beyond_lines_limits_is_refused(api: LineApi, path: str) -> None:
    answer = api.post(path, MENU | {"chatBarText": "ก" * 15})
    assert answer.status == 400
    assert answer.json()["details"] == [{"message": "Length must be between 1 and 14", "property": "chatBarText"}]


def test_a_picture_is_kept_as_it_came_and_only_once(api: LineApi) -> None:
    menu = made(api, pictured=False)
    assert api.get(f"richmenu/{menu}/content").status == 404
    assert upload(api, menu, png(1200, 405)).json() == {}
    assert api.get(f"richmenu/{menu}/content").data == png(1200, 405)
    assert upload(api, menu, png(1200, 405)).status == 400


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (JPEG, "image/jpeg", 200),
        (png(1200, 405), "image/gif", 415),
        (png(1200, 405) + b"\0" * 1024 * 1024, "image/png", 413),
        (png(1200, 406), "image/png", 400),
        (png(700, 405), "image/png", 400),
        (png(1200, 1200), "image/png", 400),
        (b"no picture", "image/png", 400),
    ],
)
def test_a_picture_must_fit(api: LineApi, data: bytes, kind: str, status: int) -> None:
    assert upload(api, made(api, pictured=False), data, kind).status == status


def test_the_size_of_a_cut_off_picture_is_nothing() -> None:
    assert picture_size(png(1200, 405)) == (1200, 405)
    assert picture_size(JPEG) == (1200, 405)
    assert all(picture_size(JPEG[:end]) in ((0, 0), (1200, 405)) for end in range(len(JPEG)))


def test_a_menu_without_picture_cannot_be_shown(api: LineApi, som: str) -> None:
    menu = made(api, pictured=False)
    for path in (f"user/all/richmenu/{menu}", f"user/{som}/richmenu/{menu}"):
        answer = api.post(path, {})
        assert (answer.status, answer.json()["message"]) == (
            400,
            "must upload richmenu image before applying it to user",
        )


def test_the_default_menu_is_set_read_and_cleared(api: LineApi) -> None:
    menu = made(api)
    assert api.get("user/all/richmenu").status == 404
    assert api.post(f"user/all/richmenu/{menu}", {}).json() == {}
    assert api.get("user/all/richmenu").json() == {"richMenuId": menu}
    assert api.call("DELETE", "user/all/richmenu").json() == {}
    assert api.get("user/all/richmenu").status == 404


def test_a_person_can_have_a_menu_of_their_own(line: RehearsalClient, api: LineApi, som: str) -> None:
    everyone, own, red = made(api), made(api), line.add_person("แดง")
    api.post(f"user/all/richmenu/{everyone}", {})
    assert api.post(f"user/{som}/richmenu/{own}", {}).json() == {}
    assert api.get(f"user/{som}/richmenu").json() == {"richMenuId": own}
    assert api.get(f"user/{red}/richmenu").status == 404
    assert api.call("DELETE", f"user/{som}/richmenu").json() == {}
    assert api.get(f"user/{som}/richmenu").status == 404
    assert api.post("richmenu/bulk/link", {"richMenuId": own, "userIds": [som, red]}).status == 202
    assert api.get(f"user/{red}/richmenu").json() == {"richMenuId": own}
    assert api.post("richmenu/bulk/unlink", {"userIds": [som, red]}).status == 202
    assert api.get(f"user/{red}/richmenu").status == 404
    assert api.post(f"user/{'U' + '0' * 32}/richmenu/{own}", {}).status == 400


def test_a_deleted_menu_is_shown_to_nobody(api: LineApi, som: str) -> None:
    menu = made(api)
    api.post(f"user/all/richmenu/{menu}", {})
    api.post(f"user/{som}/richmenu/{menu}", {})
    api.post("richmenu/alias", {"richMenuAliasId": "main", "richMenuId": menu})
    api.call("DELETE", f"richmenu/{menu}")
    paths = ("user/all/richmenu", f"user/{som}/richmenu", "richmenu/alias/main")
    assert [api.get(path).status for path in paths] == [404] * 3


def test_aliases_name_menus(api: LineApi) -> None:
    one, two = made(api), made(api)
    assert api.post("richmenu/alias", {"richMenuAliasId": "main", "richMenuId": one}).json() == {}
    assert api.get("richmenu/alias/main").json() == {"richMenuAliasId": "main", "richMenuId": one}
    again = api.post("richmenu/alias", {"richMenuAliasId": "main", "richMenuId": two})
    assert (again.status, again.json()) == (400, {"message": "conflict richmenu alias id"})
    assert api.post("richmenu/alias/main", {"richMenuId": two}).json() == {}
    assert api.get("richmenu/alias/list").json() == {"aliases": [{"richMenuAliasId": "main", "richMenuId": two}]}
    assert api.post("richmenu/alias", {"richMenuAliasId": "MAIN!", "richMenuId": one}).status == 400
    assert api.post("richmenu/alias", {"richMenuAliasId": "other", "richMenuId": "richmenu-0"}).status == 400
    assert api.call("DELETE", "richmenu/alias/main").json() == {}
    assert api.get("richmenu/alias/main").status == 404


def test_a_person_can_tap_the_menu_they_see(line: RehearsalClient, api: LineApi, som: str) -> None:
    menu = made(api)
    api.post(f"user/{som}/richmenu/{menu}", {})
    event = line.press(som, "ที่ค้าง").event
    assert event is not None
    assert event["postback"] == {"data": "1:v:missing"}


def test_the_page_is_told_where_to_tap_and_is_given_the_picture(
    server: RehearsalServer, api: LineApi, http: urllib3.PoolManager, som: str
) -> None:
    menu = made(api)
    api.post(f"user/all/richmenu/{menu}", {})
    shown = http.request("GET", f"{server.url}/_rehearsal/page?chat={som}").json()["menu"]
    assert (shown["id"], shown["title"], shown["selected"], shown["size"]) == (menu, "เมนู", True, MENU["size"])
    assert shown["areas"] == MENU["areas"]
    served = http.request("GET", f"{server.url}/_rehearsal/richmenu/{menu}?channel=khuanlang")
    assert (served.data, served.headers["Content-Type"]) == (png(1200, 405), "image/png")
    assert http.request("GET", f"{server.url}/_rehearsal/richmenu/other?channel=khuanlang").status == 404
