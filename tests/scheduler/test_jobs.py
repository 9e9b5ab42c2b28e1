"""APScheduler ticks: each piece of work again and again, none held up by another."""

from threading import Event

from scheduler import jobs


def test_a_piece_that_takes_long_delays_no_other() -> None:
    begun, let_go, others = Event(), Event(), Event()

    def slow() -> None:
        begun.set()
        let_go.wait(30)

    def quick() -> None:
        if begun.is_set():
            others.set()

    scheduler = jobs.start({slow: 1, quick: 1})
    try:
        assert begun.wait(30)
        assert others.wait(30)
    finally:
        let_go.set()
        scheduler.shutdown(wait=True)
