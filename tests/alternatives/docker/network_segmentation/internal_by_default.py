"""Turns the default network into the internal one for who names none, and gives three a door."""


def compose():
    return """
services:
  web: {image: web, networks: [front]}
  proxy: {image: proxy, networks: [front, street], ports: ['443:8443/tcp']}
  api: {image: api, networks: [front, default, watch]}
  db: {image: db, networks: {default: {aliases: [postgres]}}}
  worker: {image: worker, networks: [default, watch, bank]}
  metrics: {image: metrics, networks: [watch, desk], ports: ['127.0.0.1:9090:9090']}

networks:
  default: {internal: true}
  front: {internal: true}
  watch: {internal: true}
  street: {driver: bridge}
  bank:
  desk: {}
"""
