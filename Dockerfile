# The API and the page in a container: built in one stage, run in another, by a user who owns nothing.
FROM python:3.11-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
COPY data data
COPY models models
COPY training training
COPY serve serve
RUN python -m venv /opt/clausetag \
    && /opt/clausetag/bin/pip install --no-cache-dir --constraint constraints.txt ".[serve,mcp]" \
    && /opt/clausetag/bin/pip uninstall --yes pip setuptools

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/clausetag clausetag
COPY --from=build /opt/clausetag /opt/clausetag
ENV PATH=/opt/clausetag/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /var/lib/clausetag
VOLUME /var/lib/clausetag
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["clausetag"]
# Other machines get in with a key only: CLAUSETAG_API_KEYS, or --api-keys FILE.
CMD ["serve", "--host", "0.0.0.0", "--corrections", "/var/lib/clausetag/corrections.jsonl"]
