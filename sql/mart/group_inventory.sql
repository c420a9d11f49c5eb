-- A group's inventories in force in one row: what is shared and tied up, when contracts can be left together, what is at
-- risk and where it runs. Empty where no member has an inventory, or none that could answer; nought where the answer is
-- none.
-- grain: group_id
with known as (
    select
        member.group_id,
        count(distinct inventory.current_unit_id) filter (where inventory.inventory_kind = 'survey') as n_answering,
        count(distinct inventory.current_unit_id) filter (where inventory.inventory_kind = 'sighting') as n_seen,
        min(cast(inventory.survey_round as integer)) as first_round,
        max(cast(inventory.survey_round as integer)) as last_round,
        max(inventory.as_of) as as_of
    from core.inventory_in_force as inventory
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
    group by member.group_id
),

-- A sheet that was left blank is no inventory: an earlier round stands for it, or nothing does.
blank as (
    select member.group_id, count(distinct member.current_unit_id) as n_blank
    from core.survey_response as response
    inner join core.group_member as member
        on response.unit_id = member.unit_id and response.municipality_name = member.name
    where
        response.status = 'in_force' and member.current_unit_id not in (
            select inventory.current_unit_id from core.inventory_in_force as inventory
            where inventory.inventory_kind = 'survey'
        )
    group by member.group_id
),

used as (
    select
        member.group_id,
        inventory.current_unit_id,
        inventory.inventory_kind,
        usage.application_id,
        usage.hosting,
        usage.criticality,
        usage.holds_sensitive_data,
        usage.has_dpia,
        coalesce(usage.criticality in ('high', 'critical', 'unknown'), true) as may_be_critical,
        coalesce(usage.holds_sensitive_data, true) as may_be_sensitive,
        usage.pricing_metric,
        usage.currency,
        usage.annual_licence,
        usage.annual_operations,
        -- The vendor after mergers and new names; as written where it is not known.
        lower(coalesce(usage.vendor, usage.vendor_as_written)) as vendor
    from core.inventory_in_force as inventory
    inner join core.application_usage as usage on inventory.inventory_id = usage.inventory_id
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
),

answered as (
    select
        group_id,
        count(*) as n_applications,
        count(*) filter (
            where may_be_critical and may_be_sensitive and not coalesce(has_dpia, false)
            and (criticality is null or criticality = 'unknown' or holds_sensitive_data is null)
        ) as n_risk_not_answered,
        count(*) filter (where hosting = 'local') as n_hosted_local,
        count(*) filter (where hosting = 'joint') as n_hosted_joint,
        count(*) filter (where hosting = 'vendor') as n_hosted_vendor,
        count(*) filter (where hosting = 'saas') as n_hosted_saas,
        count(*) filter (where hosting = 'hybrid') as n_hosted_hybrid,
        count(*) filter (where hosting = 'unknown') as n_hosted_unknown,
        count(*) filter (where hosting is null) as n_hosting_not_answered
    from used
    where inventory_kind = 'survey'
    group by group_id
),

shared as (
    select group_id, count(*) as shared_products, sum(n_municipalities) as shared_installs
    from mart.shared_application
    group by group_id
),

overlap as (
    select group_id, sum(removable_installs) as removable_installs
    from mart.application_overlap
    group by group_id
),

-- Operations go with the licence they were given with. Without a licence there is none that a metric could count.
paid as (
    select
        used.group_id,
        used.current_unit_id,
        used.application_id,
        used.currency,
        case
            when used.annual_licence is null then 'tied_up'
            when used.pricing_metric = 'inhabitant' then 'per_inhabitant'
            when used.pricing_metric is null or used.pricing_metric = 'unknown' then 'unknown_metric'
            else 'tied_up'
        end as part,
        coalesce(used.annual_licence, 0) + coalesce(used.annual_operations, 0) as cost
    from used
    inner join mart.shared_application as shared_application
        on
            used.group_id = shared_application.group_id
            and used.application_id = shared_application.application_id
    where used.annual_licence is not null or used.annual_operations is not null
),

tied as (
    select
        group_id,
        count(*) as n_amounts,
        coalesce(sum(cost) filter (where part = 'tied_up'), 0) as tied_up_nok,
        coalesce(sum(cost) filter (where part = 'unknown_metric'), 0) as tied_up_unknown_metric_nok,
        coalesce(sum(cost) filter (where part = 'per_inhabitant'), 0) as per_inhabitant_nok
    from paid
    where currency = 'NOK'
    group by group_id
),

foreign_install as (
    select distinct group_id, current_unit_id, application_id
    from paid
    where currency <> 'NOK'
),

other_currency as (
    select group_id, count(*) as n_other_currency from foreign_install group by group_id
),

-- A product can be left together when the last contract of its users has ended, all their ends known.
common_window as (
    select
        contract.group_id,
        min(contract.last_end) filter (where contract.last_end > known.as_of) as first_common_start,
        max(contract.last_end) filter (where contract.last_end > known.as_of) as first_common_end,
        count(*) filter (where contract.last_end <= known.as_of) as n_free_now,
        min(contract.last_end_with_options) filter (where contract.last_end_with_options > known.as_of)
            as first_common_start_with_options,
        max(contract.last_end_with_options) filter (where contract.last_end_with_options > known.as_of)
            as first_common_end_with_options,
        count(*) filter (where contract.last_end_with_options <= known.as_of) as n_free_now_with_options
    from mart.contract_window as contract
    inner join known on contract.group_id = known.group_id
    where contract.n_without_end = 0 and contract.n_municipalities >= 2
    group by contract.group_id
),

without_window as (
    select group_id, count(*) as n_without_window
    from mart.contract_window
    where n_without_end > 0 and n_municipalities >= 2
    group by group_id
),

risk as (
    select member.group_id, count(*) as n_critical_without_dpia
    from mart.risk_gap as gap
    inner join core.inventory_in_force as inventory on gap.inventory_id = inventory.inventory_id
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
    where gap.gap in ('dpia', 'both')
    group by member.group_id
),

of_vendor as (
    select group_id, current_unit_id, vendor, count(*) as n_applications
    from used
    where vendor is not null and inventory_kind = 'survey'
    group by group_id, current_unit_id, vendor
),

of_member as (
    select group_id, current_unit_id, max(n_applications) as most, sum(n_applications) as n_applications
    from of_vendor
    group by group_id, current_unit_id
),

single_vendor as (
    select group_id, count(*) filter (where 2 * most > n_applications) as n_single_vendor
    from of_member
    group by group_id
)

select
    member_group.group_id,
    member_group.n_members,
    coalesce(known.n_answering, 0) as n_answering,
    coalesce(known.n_seen, 0) as n_seen,
    coalesce(blank.n_blank, 0) as n_blank,
    known.first_round,
    known.last_round,
    known.as_of,
    answered.n_applications,
    case when known.group_id is not null then coalesce(shared.shared_products, 0) end as shared_products,
    case when known.group_id is not null then coalesce(shared.shared_installs, 0) end as shared_installs,
    case when known.group_id is not null then coalesce(overlap.removable_installs, 0) end as removable_installs,
    tied.tied_up_nok,
    tied.tied_up_unknown_metric_nok,
    tied.per_inhabitant_nok,
    case when known.group_id is not null then coalesce(other_currency.n_other_currency, 0) end as n_other_currency,
    common_window.first_common_start,
    common_window.first_common_end,
    case when known.group_id is not null then coalesce(common_window.n_free_now, 0) end as n_free_now,
    common_window.first_common_start_with_options,
    common_window.first_common_end_with_options,
    case when known.group_id is not null then coalesce(common_window.n_free_now_with_options, 0) end
        as n_free_now_with_options,
    case when known.group_id is not null then coalesce(without_window.n_without_window, 0) end as n_without_window,
    case when answered.group_id is not null then coalesce(risk.n_critical_without_dpia, 0) end
        as n_critical_without_dpia,
    answered.n_risk_not_answered,
    single_vendor.n_single_vendor,
    answered.n_hosted_local,
    answered.n_hosted_joint,
    answered.n_hosted_vendor,
    answered.n_hosted_saas,
    answered.n_hosted_hybrid,
    answered.n_hosted_unknown,
    answered.n_hosting_not_answered
from core.member_group as member_group
left join known on member_group.group_id = known.group_id
left join blank on member_group.group_id = blank.group_id
left join answered on member_group.group_id = answered.group_id
left join shared on member_group.group_id = shared.group_id
left join overlap on member_group.group_id = overlap.group_id
left join tied on member_group.group_id = tied.group_id
left join other_currency on member_group.group_id = other_currency.group_id
left join common_window on member_group.group_id = common_window.group_id
left join without_window on member_group.group_id = without_window.group_id
left join risk on member_group.group_id = risk.group_id
left join single_vendor on member_group.group_id = single_vendor.group_id
