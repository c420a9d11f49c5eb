-- Every shared product is free already, free later, or without a known end: no fourth, and the window is within them.
with shared as (
    select
        contract.group_id,
        count(*) as products,
        count(*) filter (where contract.last_end > inventory.as_of and contract.n_without_end = 0) as later
    from mart.contract_window as contract
    inner join mart.group_inventory as inventory on contract.group_id = inventory.group_id
    where contract.n_municipalities >= 2
    group by contract.group_id
)

select
    inventory.group_id,
    shared.products,
    shared.later,
    inventory.n_free_now,
    inventory.n_without_window
from mart.group_inventory as inventory
inner join shared on inventory.group_id = shared.group_id
where
    shared.products <> shared.later + inventory.n_free_now + inventory.n_without_window
    or (shared.later > 0) <> (inventory.first_common_start is not null)
    or inventory.first_common_start <= inventory.as_of
