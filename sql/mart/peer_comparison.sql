-- A unit against peers of the same country, year, measure, basis, class and denominator: those of its population band,
-- and the ten nearest by size. Where the scope is not known, peers have the same definition and the same known pools.
-- A peer counts once, whatever its number. Quartiles are values of peers, by position; no ranks are given.
-- grain: unit_id x year x measure x cost_basis x scope_class x denominator x peer_group_kind
with convention as (
    select max(case when convention = 'interval_from_n' then cast(value as bigint) end) as interval_from_n
    from reference.convention
),

population as (
    select
        coalesce(entity.entity_id, size.unit_id) as entity_id, size.year, max(size.mid) as inhabitants
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
    where size.denominator = 'inhabitant'
    group by coalesce(entity.entity_id, size.unit_id), size.year
),

observed as (
    select
        observation.*,
        row_number() over (
            partition by entity_id, year, measure, cost_basis, scope_class, denominator
            order by evidence_tier asc, observation_id asc
        ) as place
    from mart.cost_observation as observation
    where per_mid_nok is not null and year is not null
),

point as (
    select
        observed.unit_id,
        observed.entity_id,
        observed.unit_name,
        observed.year,
        observed.measure,
        observed.cost_basis,
        observed.scope_class,
        observed.comparison_key,
        observed.denominator,
        observed.country_code,
        observed.per_mid_nok as value,
        observed.size_mid,
        case
            when population.inhabitants < 2000 then 'under 2 000 inhabitants'
            when population.inhabitants < 10000 then '2 000-9 999 inhabitants'
            when population.inhabitants < 20000 then '10 000-19 999 inhabitants'
            when population.inhabitants >= 20000 then '20 000 inhabitants and more'
        end as band
    from observed
    left join population on observed.entity_id = population.entity_id and observed.year = population.year
    where observed.place = 1
),

pair as (
    select
        own.unit_id, own.year, own.measure, own.cost_basis, own.scope_class, own.denominator,
        own.band,
        peer.entity_id as peer_entity_id,
        peer.band as peer_band,
        peer.value,
        row_number() over (
            partition by own.unit_id, own.year, own.measure, own.cost_basis, own.scope_class, own.denominator
            order by abs(ln(own.size_mid) - ln(peer.size_mid)) asc nulls last, peer.entity_id asc
        ) as nearness,
        own.size_mid > 0 and peer.size_mid > 0 as has_sizes
    from point as own
    inner join point as peer
        on
            own.year = peer.year and own.measure = peer.measure and own.cost_basis = peer.cost_basis
            and own.comparison_key = peer.comparison_key and own.denominator = peer.denominator
            and own.country_code = peer.country_code and own.entity_id <> peer.entity_id
),

chosen as (
    select pair.*, 'nearest_size' as peer_group_kind, 'the ten nearest by size' as peer_group
    from pair
    where nearness <= 10 and has_sizes
    union all
    select pair.*, 'population_band' as peer_group_kind, pair.band as peer_group
    from pair
    where band = peer_band
),

placed as (
    select
        chosen.*,
        row_number() over (
            partition by unit_id, year, measure, cost_basis, scope_class, denominator, peer_group_kind
            order by value asc, peer_entity_id asc
        ) as place,
        count(*) over (
            partition by unit_id, year, measure, cost_basis, scope_class, denominator, peer_group_kind
        ) as n_peers
    from chosen
),

peers as (
    select
        unit_id, year, measure, cost_basis, scope_class, denominator, peer_group_kind,
        max(peer_group) as peer_group,
        max(n_peers) as n_peers,
        min(value) as peer_low,
        max(case when place = cast(floor(cast(n_peers + 3 as double) / 4) as bigint) then value end) as peer_q1,
        median(value) as peer_median,
        max(case when place = cast(floor(cast(3 * n_peers + 3 as double) / 4) as bigint) then value end) as peer_q3,
        max(value) as peer_high
    from placed
    group by unit_id, year, measure, cost_basis, scope_class, denominator, peer_group_kind
)

select
    point.unit_id,
    point.unit_name,
    point.year,
    point.measure,
    point.cost_basis,
    point.scope_class,
    point.denominator,
    point.value as own_value_nok,
    peers.peer_group_kind,
    peers.peer_group,
    peers.n_peers,
    peers.peer_low,
    case when peers.n_peers >= convention.interval_from_n then peers.peer_q1 end as peer_q1,
    peers.peer_median,
    case when peers.n_peers >= convention.interval_from_n then peers.peer_q3 end as peer_q3,
    peers.peer_high
from point
cross join convention
inner join peers
    on
        point.unit_id = peers.unit_id and point.year = peers.year and point.measure = peers.measure
        and point.cost_basis = peers.cost_basis and point.scope_class = peers.scope_class
        and point.denominator = peers.denominator
