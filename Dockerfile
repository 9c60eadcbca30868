FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    MARAUDE_CONFIG=/data/config.toml \
    MARAUDE_DATABASE__URL=sqlite+aiosqlite:////data/maraude.db \
    MARAUDE_KEYS__FILE=/data/maraude.keys

RUN useradd --system --uid 10001 --home-dir /data --create-home maraude

WORKDIR /app

COPY requirements/run.txt requirements/run.txt
RUN pip install --disable-pip-version-check --require-hashes -r requirements/run.txt

COPY pyproject.toml pyproject.toml
COPY models models
COPY bot bot
COPY cogs cogs
COPY simulation simulation
COPY migrations migrations
COPY locales locales

USER maraude

# The database (unless it is PostgreSQL) and the keys: keep copies of both, apart from each other.
VOLUME /data

HEALTHCHECK --interval=60s --timeout=15s --start-period=120s --retries=3 CMD ["python", "-m", "bot", "healthy"]

ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
