-- A group's one row is the sum of its products and areas; each amount in kroner is in exactly one of the three sums.
with shared as (
    select
        group_id,
        count(*) as products,
        sum(n_municipalities) as installs,
        sum(total_cost_nok) as cost_nok,
        sum(n_other_currency) as n_other_currency
    from mart.shared_application
    group by group_id
),

overlap as (
    select group_id, sum(removable_installs) as removable, max(n_answering) as n_answering, max(n_seen) as n_seen
    from mart.application_overlap
    group by group_id
)

select
    inventory.group_id,
    inventory.shared_products,
    shared.products,
    inventory.shared_installs,
    shared.installs,
    inventory.removable_installs,
    overlap.removable,
    inventory.tied_up_nok,
    shared.cost_nok
from mart.group_inventory as inventory
left join shared on inventory.group_id = shared.group_id
left join overlap on inventory.group_id = overlap.group_id
where
    coalesce(inventory.shared_products, 0) <> coalesce(shared.products, 0)
    or coalesce(inventory.shared_installs, 0) <> coalesce(shared.installs, 0)
    or coalesce(inventory.removable_installs, 0) <> coalesce(overlap.removable, 0)
    or coalesce(inventory.n_other_currency, 0) <> coalesce(shared.n_other_currency, 0)
    or inventory.n_answering <> coalesce(overlap.n_answering, 0) or inventory.n_seen <> coalesce(overlap.n_seen, 0)
    or abs(
        coalesce(inventory.tied_up_nok + inventory.tied_up_unknown_metric_nok + inventory.per_inhabitant_nok, 0)
        - coalesce(shared.cost_nok, 0)
    ) > 1e-9 * coalesce(shared.cost_nok, 0)
