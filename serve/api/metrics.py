"""What `/metrics` tells Prometheus. No label ever holds a text, a name of a document or a key."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_TEXTS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


class Metrics:
    """The service's counters, in a registry of their own; `answer` and the like find those of some labels quickly."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("clausetag_requests", "Requests answered", labels, registry=self.registry)
        self.seconds = Histogram(
            "clausetag_request_seconds", "Time to answer", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self.running = Gauge("clausetag_requests_running", "Requests under way", registry=self.registry)
        self.batch = Histogram("clausetag_batch_texts", "Texts tagged at once", buckets=_TEXTS, registry=self.registry)
        self.waiting = Gauge("clausetag_waiting_texts", "Texts waiting to be tagged", registry=self.registry)
        self.answers = Counter("clausetag_answers", "Answers given", ("theme", "answer"), registry=self.registry)
        self.answer = cache(self.answers.labels)
        self.request = cache(self.requests.labels)
        self.seconds_of = cache(self.seconds.labels)
        self.refused = Counter("clausetag_refused", "Requests turned away for load", ("what",), registry=self.registry)
        self.documents = Counter("clausetag_documents", "Documents read", ("outcome",), registry=self.registry)
        self.swaps = Gauge("clausetag_model_swaps", "Times that a new model was taken", registry=self.registry)
        self.swap_failures = Gauge(
            "clausetag_model_swap_failures", "Times that a new model could not be loaded", registry=self.registry
        )
        self.model = Gauge("clausetag_model_info", "The model in use", ("version",), registry=self.registry)
