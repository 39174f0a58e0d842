"""Network segmentation, solved with one network for each group that may talk freely.

A network has no direction and no rules inside; its members form a group in which each reaches
each. So look for groups without a dash among their pairs: proxy, web and api are one, and so
are api, worker and db. What is left are the links of metrics. One network for each pair would do
as well, in eight networks instead of five; cut any larger, and two who must not meet do.

The internet is a second question with another answer. web, api and db must not get out, so
every network that one of them is on is internal, and that takes the way out from all its
members. Who needs one gets a network beside it: `edge` has the proxy alone in it and is there
for its port and nothing else. worker and metrics may meet anyway, so one serves both. With the
proxy on the same, "the network for what goes outside" would join three who have no business
with each other; a network is never only a way out.

Names follow networks. A service's name and its aliases are known on the network where they are
given, so `postgres` stands under `data`, where db and worker meet.

Interview: "How do Docker networks work?"
- Bridge, the default driver: a network is a virtual switch in the host's kernel. A container has
  its own network namespace; a veth pair is the cable from its eth0 to the switch. The switch's
  address on the host is the gateway. Outbound packets are masqueraded (NAT); rules of iptables
  or nftables drop what would go from one bridge to another.
- Names: on networks that you create, and Compose always creates one, 127.0.0.11 in the container
  is Docker's DNS. It knows names and aliases of whoever shares a network with the asker, and
  passes the rest on. The bridge that exists already, docker0, has no names; it is there for
  compatibility.
- host: no namespace of its own. No NAT, but no isolation either: ports collide with those of the
  host, and "ports" means nothing. none: a loopback and no more.
- overlay: one network over many hosts (VXLAN), for Swarm; Kubernetes has its own network plugins.
  macvlan and ipvlan: containers with addresses in the physical network, for what must look like
  a machine there.

"What is publishing for?" For the host and the world beyond. Between containers no port needs it,
and EXPOSE is a note to the reader. A port published without an address is open on all
interfaces, and since DNAT comes before the host's own rules, ufw does not stop it: put 127.0.0.1
in front, or let only the proxy publish.

"What does `internal` do?" It removes the way out, no masquerading and no ports. It protects
against a database that calls home and a library that fetches what it should not. It is no wall
to the host: with engine 20.10 an internal container still connects to what the host itself listens
on, at the gateway's address. And a dash in the table is no wall to what is published: worker,
which has a way out, gets to the proxy's port by an address of the host, like anybody.

"Is that enough?" It is one layer. Whoever breaks into api is on three networks and reaches db, on
every port: passwords, TLS and least privilege in the database stay. What needs directions or
ports ("api may call db, not the reverse") takes a firewall, a mesh, or NetworkPolicy in
Kubernetes, where all pods reach each other until a policy says otherwise. To see what is:
`docker network inspect`, `docker compose config`, and a `nc` from inside, as the test does.

Hints
-----
1. Who is on one network reaches all of it. Which three services have an x for each of their
   pairs? Is there another such three?
2. Draw the eight links and cover them with networks. For each network, check every pair in it:
   is there a dash?
3. Which networks have web, api or db in them? All of these are `internal: true`. Whom does that
   cut off who needs the internet or is published?
4. Give those a further network that is not internal. May they share one? Look at the dashes
   between proxy, worker and metrics.
5. An alias is given in the long form: under `networks` of db, a mapping from the network to
   `aliases: [postgres]`. On which network do worker and db meet?
6. edge: proxy. front: proxy, web, api. data: api, worker, db. watch: api, metrics. outside:
   worker, metrics. Three of these are internal; ports are "443:8443" and "127.0.0.1:9090:9090".
"""


def compose() -> str:
    return """
        services:
          proxy:
            image: shop/proxy
            ports: ["443:8443"]
            networks: [edge, front]
          web:
            image: shop/web
            networks: [front]
          api:
            image: shop/api
            networks: [front, data, watch]
          worker:
            image: shop/worker
            networks: [data, outside]
          db:
            image: shop/db
            networks:
              data:
                aliases: [postgres]
          metrics:
            image: shop/metrics
            ports: ["127.0.0.1:9090:9090"]
            networks: [watch, outside]

        networks:
          edge:
          outside:
          front:
            internal: true
          data:
            internal: true
          watch:
            internal: true
    """
