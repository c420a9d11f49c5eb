-- Who shares a product is the same in both marts.
select shared.group_id, shared.application_id, shared.municipalities
from mart.shared_application as shared
left join mart.contract_window as contract_window
    on shared.group_id = contract_window.group_id and shared.application_id = contract_window.application_id
where
    contract_window.n_municipalities is distinct from shared.n_municipalities
    or contract_window.municipalities is distinct from shared.municipalities
