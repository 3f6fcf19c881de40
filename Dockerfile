# The screens for a workgroup: no root, nothing written but in /data (docs/deploy.md).
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE app.py ./
COPY .streamlit .streamlit
COPY data data
COPY measurealign measurealign
RUN python -m venv /opt/measurealign \
 && /opt/measurealign/bin/pip install --no-cache-dir -c constraints.txt ".[serve]" \
 && /opt/measurealign/bin/measurealign prepare

FROM python:3.11-slim
COPY --from=build /opt/measurealign /opt/measurealign
RUN useradd --system --uid 10001 --no-create-home --home-dir /data align \
 && install -d -o align -g align -m 700 /data
USER 10001
# /data is the home: sign-in in /data/.streamlit/secrets.toml; without PostgreSQL the store, too.
WORKDIR /data
VOLUME /data
ENV PATH=/opt/measurealign/bin:$PATH HOME=/data PYTHONDONTWRITEBYTECODE=1 \
    MEASUREALIGN_STORE=/data/store.db
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
# Streamlit ends on SIGTERM; what was acknowledged is on the disk in any case.
CMD ["measurealign", "serve", "--address", "0.0.0.0", "--port", "8501"]
