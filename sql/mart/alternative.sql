-- The forms of collaboration side by side for a group. What the group's own members answered stands first; where they
-- say nothing of a form, the fullest evidence from elsewhere does, and other evidence always stands beside, labelled.
-- Inventories, contracts and risks are those of the group's members.
-- grain: group_id x form_code
with convention as (
    select max(case when convention = 'interval_from_n' then cast(value as bigint) end) as interval_from_n
    from reference.convention
),

point as (
    select * from mart.cost_observation
    where superseded_by is null and form_code is not null and denominator in ('user', 'inhabitant')
),

member as (
    select distinct group_id, current_unit_id as entity_id from core.group_member
),

-- The country most members are in is the group's.
group_country as (
    select group_id, arg_max(country_code, n) as country_code
    from (
        select member.group_id, municipality.country_code, count(distinct member.entity_id) as n
        from member
        inner join reference.municipality as municipality on member.entity_id = municipality.unit_id
        group by member.group_id, municipality.country_code
    ) as counted
    group by group_id
),

seen_by as (
    select
        member_group.group_id,
        point.*,
        member.entity_id is not null as is_own,
        member.entity_id is not null or coalesce(point.country_code = group_country.country_code, false)
            as is_same_country
    from point
    cross join core.member_group as member_group
    left join member on member_group.group_id = member.group_id and point.entity_id = member.entity_id
    left join group_country on member_group.group_id = group_country.group_id
),

evidence as (
    select
        group_id,
        form_code,
        denominator,
        country_code,
        measure,
        scope_class,
        price_year,
        is_own,
        is_same_country,
        count(distinct entity_id) as n_units,
        count(*) as n,
        count(distinct comparison_key) = 1 as is_pooled,
        min(per_low_nok_real) as low,
        median(per_mid_nok_real) as median,
        max(per_high_nok_real) as high,
        min(per_low_nok) as nominal_low,
        median(per_mid_nok) as nominal_median,
        max(per_high_nok) as nominal_high,
        count(*) - count(per_high) as n_open_above,
        count(*) filter (where is_price_carried) as n_price_carried,
        count(*) filter (where size_years_away > 0) as n_size_of_other_year,
        max(year) as last_year,
        max(evidence_tier) as worst_tier,
        count(*) filter (where evidence_tier = 'A') as n_tier_a,
        count(*) filter (where evidence_tier = 'B') as n_tier_b,
        count(*) filter (where evidence_tier = 'C') as n_tier_c,
        count(*) filter (where evidence_tier = 'D') as n_tier_d
    from seen_by
    group by
        group_id, form_code, denominator, country_code, measure, scope_class, price_year, is_own, is_same_country
),

-- One class, country and measure a cell: of the group what was paid, then what most members share, then the fullest.
-- From elsewhere the own country comes first, then the fuller class, then what was paid, then more units.
ranked as (
    select
        evidence.*,
        row_number() over (
            partition by group_id, form_code, denominator, is_own
            order by
                case when is_same_country then 1 else 2 end asc,
                case when is_own then
                    case measure when 'account' then 1 when 'contract' then 2 when 'budget' then 3 else 4 end
                end asc,
                case when is_own then -n_units else 0 end asc,
                case scope_class
                    when 'TOTAL' then 1 when 'OPS_LOB' then 2 when 'OPS' then 3 when 'UNKNOWN' then 4 else 5
                end asc,
                case measure when 'account' then 1 when 'contract' then 2 when 'budget' then 3 else 4 end asc,
                n_units desc, country_code asc
        ) as place
    from evidence
),

own as (
    select * from ranked where is_own and place = 1
),

elsewhere as (
    select * from ranked where not is_own and place = 1
),

shown as (
    select * from own
    union all
    select elsewhere.*
    from elsewhere
    left join own
        on
            elsewhere.group_id = own.group_id and elsewhere.form_code = own.form_code
            and elsewhere.denominator = own.denominator
    where own.group_id is null
),

per_user as (
    select * from shown where denominator = 'user'
),

per_inhabitant as (
    select * from shown where denominator = 'inhabitant'
),

beside as (
    select * from elsewhere where denominator = 'user'
),

-- The group's own figures of the form that the cell shown cannot hold, each unit with its fullest class.
own_unit as (
    select
        seen_by.group_id,
        seen_by.form_code,
        seen_by.entity_id,
        seen_by.country_code,
        seen_by.measure,
        arg_min(
            seen_by.scope_class,
            case seen_by.scope_class
                when 'TOTAL' then 1 when 'OPS_LOB' then 2 when 'OPS' then 3 when 'UNKNOWN' then 4 else 5
            end
        ) as scope_class,
        max(case when own.group_id is not null then 1 else 0 end) as is_shown
    from seen_by
    left join own
        on
            seen_by.group_id = own.group_id and seen_by.form_code = own.form_code
            and seen_by.denominator = own.denominator and seen_by.country_code = own.country_code
            and seen_by.measure = own.measure and seen_by.scope_class = own.scope_class
    where seen_by.is_own and seen_by.denominator = 'user'
    group by seen_by.group_id, seen_by.form_code, seen_by.entity_id, seen_by.country_code, seen_by.measure
),

own_beside as (
    select
        other.group_id,
        other.form_code,
        count(distinct other.entity_id) as n_units,
        array_to_string(
            list_sort(list(distinct concat(other.country_code, ' ', other.measure, ' ', other.scope_class))), '|'
        ) as definitions
    from own_unit as other
    left join own_unit as shown_unit
        on
            other.group_id = shown_unit.group_id and other.form_code = shown_unit.form_code
            and other.entity_id = shown_unit.entity_id and shown_unit.is_shown = 1
    where shown_unit.entity_id is null
    group by other.group_id, other.form_code
),

-- A unit counts once, with its latest figure.
latest_staff as (
    select
        staffing.*,
        row_number() over (
            partition by entity_id order by year desc nulls last, staff_unit asc, origin_id asc
        ) as place
    from mart.staffing as staffing
),

staff as (
    select
        form_code,
        count(*) as n_staff,
        min(it_fte_per_1000_users) as staff_low,
        max(it_fte_per_1000_users) as staff_high
    from latest_staff
    where place = 1 and it_fte_per_1000_users is not null
    group by form_code
),

members_staff as (
    select
        member.group_id,
        min(latest_staff.it_fte_per_1000_users) as staff_low,
        max(latest_staff.it_fte_per_1000_users) as staff_high,
        count(*) filter (where latest_staff.is_fragile) as n_fragile,
        count(*) as n_members_staff
    from latest_staff
    inner join member on latest_staff.entity_id = member.entity_id
    where latest_staff.place = 1
    group by member.group_id
),

-- What a change has cost is not estimated; what units of the form spent at their start stands as it was said.
analogue as (
    select
        collaboration.form_code,
        claim.currency,
        count(distinct claim.unit_id) as n_units,
        min(claim.low) as low,
        max(claim.high) as high,
        array_to_string(list_sort(list(distinct collaboration.name)), '|') as units,
        array_to_string(list_sort(list(distinct claim.origin_id)), '|') as origin_ids
    from core.claim as claim
    inner join core.collaboration as collaboration on claim.unit_id = collaboration.collaboration_id
    where claim.kind = 'investment' and collaboration.form_code is not null
    group by collaboration.form_code, claim.currency
),

transition as (
    select * from analogue where currency = 'NOK'
)

select
    member_group.group_id,
    member_group.group_name,
    form.form_code,
    form.form,
    form.is_reference_only,
    'user' as denominator,
    case when per_user.is_own then 'group' when not per_user.is_own then 'elsewhere' end as evidence_from,
    per_user.country_code,
    per_user.measure,
    per_user.scope_class,
    per_user.last_year,
    coalesce(per_user.price_year, per_inhabitant.price_year) as price_year,
    coalesce(per_user.n, 0) as n,
    coalesce(per_user.n_units, 0) as n_units,
    per_user.low as cost_per_user_low,
    case when per_user.is_pooled then per_user.median end as cost_per_user_median,
    per_user.high as cost_per_user_high,
    per_user.nominal_low as nominal_per_user_low,
    case when per_user.is_pooled then per_user.nominal_median end as nominal_per_user_median,
    per_user.nominal_high as nominal_per_user_high,
    coalesce(per_user.n_open_above, 0) as n_open_above,
    coalesce(per_user.n_price_carried, 0) as n_price_carried,
    coalesce(per_user.n_size_of_other_year, 0) as n_size_of_other_year,
    coalesce(per_user.n_tier_a, 0) as n_tier_a,
    coalesce(per_user.n_tier_b, 0) as n_tier_b,
    coalesce(per_user.n_tier_c, 0) as n_tier_c,
    coalesce(per_user.n_tier_d, 0) as n_tier_d,
    per_user.worst_tier,
    per_user.n is not null as has_evidence,
    coalesce(per_user.n_tier_a + per_user.n_tier_b = 0, false) as rests_on_claims_only,
    coalesce(own_beside.n_units, 0) as n_own_beside,
    own_beside.definitions as own_beside,
    coalesce(beside.n, 0) as beside_n,
    beside.country_code as beside_country_code,
    beside.measure as beside_measure,
    beside.scope_class as beside_scope_class,
    beside.low as beside_low,
    case when beside.is_pooled then beside.median end as beside_median,
    beside.high as beside_high,
    beside.worst_tier as beside_worst_tier,
    coalesce(per_inhabitant.n, 0) as n_inhabitant,
    case when per_inhabitant.is_own then 'group' when not per_inhabitant.is_own then 'elsewhere' end
        as evidence_from_inhabitant,
    per_inhabitant.country_code as country_code_inhabitant,
    per_inhabitant.measure as measure_inhabitant,
    per_inhabitant.low as cost_per_inhabitant_low,
    case when per_inhabitant.is_pooled then per_inhabitant.median end as cost_per_inhabitant_median,
    per_inhabitant.high as cost_per_inhabitant_high,
    per_inhabitant.scope_class as scope_class_inhabitant,
    per_inhabitant.worst_tier as worst_tier_inhabitant,
    coalesce(staff.n_staff, 0) as n_staff,
    staff.staff_low as staff_per_1000_users_low,
    staff.staff_high as staff_per_1000_users_high,
    members_staff.staff_low as members_staff_per_1000_users_low,
    members_staff.staff_high as members_staff_per_1000_users_high,
    member_group.n_members,
    inventory.n_answering as n_members_answered,
    inventory.n_seen as n_members_seen,
    inventory.shared_installs,
    inventory.shared_products,
    inventory.removable_installs,
    inventory.tied_up_nok as tied_up_cost_nok,
    inventory.tied_up_unknown_metric_nok,
    inventory.first_common_start,
    inventory.first_common_end,
    cast(null as double) as transition_low_nok,
    cast(null as double) as transition_high_nok,
    transition.low as transition_analogue_low_nok,
    transition.high as transition_analogue_high_nok,
    transition.units as transition_analogue_units,
    transition.origin_ids as transition_origin_ids,
    case
        when form.form_code = 0 then 'no change, no cost of change'
        when transition.form_code is not null then 'not estimated; what others spent at the start stands beside'
        else 'not estimated: no source here states what such a change cost'
    end as transition_note,
    members_staff.n_fragile as n_units_under_three_staff,
    inventory.n_critical_without_dpia,
    inventory.n_single_vendor,
    form.decided_by,
    robust.order_robust,
    case
        when per_user.n is null then 'no evidence on cost per user'
        when not per_user.is_pooled then 'unlike observations: no middle value together'
        when per_user.low is null and per_user.high is null then 'no real value: the source has no date or no price index'
        when per_user.n_units < convention.interval_from_n
            then 'points only: no effect of the form can be read from so few units'
        when per_user.n_open_above > 0 then 'an end is open for some: the middle is that of the others'
    end as note
from core.member_group as member_group
cross join reference.collaboration_form as form
cross join convention
left join per_user on member_group.group_id = per_user.group_id and form.form_code = per_user.form_code
left join per_inhabitant
    on member_group.group_id = per_inhabitant.group_id and form.form_code = per_inhabitant.form_code
left join beside on member_group.group_id = beside.group_id and form.form_code = beside.form_code
left join own_beside on member_group.group_id = own_beside.group_id and form.form_code = own_beside.form_code
left join mart.cost_by_form as robust
    on
        per_user.country_code = robust.country_code and per_user.measure = robust.measure
        and per_user.form_code = robust.form_code and robust.denominator = 'user'
        and per_user.scope_class = robust.scope_class
left join staff on form.form_code = staff.form_code
left join members_staff on member_group.group_id = members_staff.group_id
left join mart.group_inventory as inventory on member_group.group_id = inventory.group_id
left join transition on form.form_code = transition.form_code
