-- The forms of collaboration side by side for a group. Evidence on cost and staff is that of the form wherever it was
-- seen; inventories, contracts and risks are those of the group's members.
-- grain: group_id x form_code
with
-- One scope class a cell: the one with most units, then the fullest. Unlike classes are never pooled.
ranked as (
    select
        cell.*,
        row_number() over (
            partition by cell.form_code, cell.denominator
            order by
                cell.n_units desc,
                case cell.scope_class
                    when 'TOTAL' then 1 when 'OPS_LOB' then 2 when 'OPS' then 3 when 'UNKNOWN' then 4 else 5
                end asc
        ) as place
    from mart.cost_by_form as cell
    where cell.denominator in ('user', 'inhabitant')
),

per_user as (
    select * from ranked where denominator = 'user' and place = 1
),

per_inhabitant as (
    select * from ranked where denominator = 'inhabitant' and place = 1
),

tier as (
    select
        form_code, scope_class,
        count(*) filter (where evidence_tier = 'A') as n_tier_a,
        count(*) filter (where evidence_tier = 'B') as n_tier_b,
        count(*) filter (where evidence_tier = 'C') as n_tier_c,
        count(*) filter (where evidence_tier = 'D') as n_tier_d
    from mart.cost_observation
    where superseded_by is null and denominator = 'user'
    group by form_code, scope_class
),

staff as (
    select
        form_code,
        count(*) as n_staff,
        min(it_fte_per_1000_users) as staff_low,
        max(it_fte_per_1000_users) as staff_high
    from mart.staffing
    where it_fte_per_1000_users is not null
    group by form_code
),

-- A member's answer of its latest year.
member_staff as (
    select
        member.group_id,
        member.current_unit_id,
        staffing.it_fte_per_1000_users,
        staffing.is_fragile,
        row_number() over (
            partition by member.group_id, member.current_unit_id
            order by staffing.year desc, staffing.staff_unit asc
        ) as place
    from mart.staffing as staffing
    inner join core.group_member as member on staffing.unit_id = member.unit_id and staffing.unit_name = member.name
),

members_staff as (
    select
        group_id,
        min(it_fte_per_1000_users) as staff_low,
        max(it_fte_per_1000_users) as staff_high,
        count(*) filter (where is_fragile) as n_fragile
    from member_staff
    where place = 1
    group by group_id
),

overlap_round as (
    select group_id, max(survey_round) as survey_round
    from mart.application_overlap
    group by group_id
),

overlap as (
    select
        overlap.group_id,
        max(overlap.n_answering) as n_answering,
        sum(overlap.removable_installs) as removable_installs
    from mart.application_overlap as overlap
    inner join overlap_round as latest
        on
            overlap.group_id = latest.group_id
            and overlap.survey_round = latest.survey_round
    group by overlap.group_id
),

shared as (
    select
        shared.group_id,
        count(*) as shared_products,
        sum(shared.n_municipalities) as shared_installs
    from mart.shared_application as shared
    inner join overlap_round as latest
        on
            shared.group_id = latest.group_id
            and shared.survey_round = latest.survey_round
    group by shared.group_id
),

-- A licence per inhabitant does not fall when users are shared; what nobody priced by is not counted on either.
tied_up as (
    select
        price.group_id,
        sum(coalesce(price.annual_licence, 0) + coalesce(price.annual_operations, 0)) filter (
            where price.annual_licence is not null or price.annual_operations is not null
        ) as cost_nok
    from mart.application_price as price
    inner join mart.shared_application as shared
        on
            price.group_id = shared.group_id and price.application_id = shared.application_id
            and price.survey_round = shared.survey_round
    inner join overlap_round as latest
        on
            price.group_id = latest.group_id
            and price.survey_round = latest.survey_round
    where price.currency = 'NOK' and price.pricing_metric is not null and price.pricing_metric <> 'inhabitant'
    group by price.group_id
),

common_window as (
    select
        contract.group_id,
        min(contract.last_end) as first_common_start,
        max(contract.last_end) as first_common_end
    from mart.contract_window as contract
    inner join overlap_round as latest
        on
            contract.group_id = latest.group_id
            and contract.survey_round = latest.survey_round
    where contract.n_without_end = 0 and contract.n_municipalities >= 2
    group by contract.group_id
),

risk as (
    select
        member.group_id,
        count(*) filter (where gap.gap in ('dpia', 'both')) as n_critical_without_dpia
    from mart.risk_gap as gap
    inner join core.group_member as member on gap.unit_id = member.unit_id and gap.municipality_name = member.name
    inner join overlap_round as latest
        on
            member.group_id = latest.group_id
            and gap.survey_round = latest.survey_round
    group by member.group_id
),

of_vendor as (
    select
        member.group_id, member.current_unit_id, usage.survey_round,
        -- The vendor after mergers and new names; as written where it is not known.
        coalesce(usage.vendor, usage.vendor_as_written) as vendor,
        count(*) as n_applications
    from core.application_usage as usage
    inner join core.group_member as member
        on usage.unit_id = member.unit_id and usage.municipality_name = member.name
    where usage.vendor_as_written is not null
    group by
        member.group_id, member.current_unit_id, usage.survey_round,
        coalesce(usage.vendor, usage.vendor_as_written)
),

of_member as (
    select
        of_vendor.group_id, of_vendor.current_unit_id,
        max(of_vendor.n_applications) as most,
        sum(of_vendor.n_applications) as n_applications
    from of_vendor
    inner join overlap_round as latest
        on
            of_vendor.group_id = latest.group_id
            and of_vendor.survey_round = latest.survey_round
    group by of_vendor.group_id, of_vendor.current_unit_id
),

single_vendor as (
    select group_id, count(*) filter (where 2 * most > n_applications) as n_single_vendor
    from of_member
    group by group_id
)

select
    member_group.group_id,
    member_group.group_name,
    form.form_code,
    form.form,
    form.is_reference_only,
    'user' as denominator,
    per_user.scope_class,
    coalesce(per_user.price_year, per_inhabitant.price_year) as price_year,
    coalesce(per_user.n, 0) as n,
    coalesce(per_user.n_units, 0) as n_units,
    per_user.low as cost_per_user_low,
    per_user.median as cost_per_user_median,
    per_user.high as cost_per_user_high,
    coalesce(tier.n_tier_a, 0) as n_tier_a,
    coalesce(tier.n_tier_b, 0) as n_tier_b,
    coalesce(tier.n_tier_c, 0) as n_tier_c,
    coalesce(tier.n_tier_d, 0) as n_tier_d,
    per_user.worst_tier,
    per_user.n is not null as has_evidence,
    coalesce(tier.n_tier_a + tier.n_tier_b = 0, false) as rests_on_claims_only,
    coalesce(per_inhabitant.n, 0) as n_inhabitant,
    per_inhabitant.low as cost_per_inhabitant_low,
    per_inhabitant.median as cost_per_inhabitant_median,
    per_inhabitant.high as cost_per_inhabitant_high,
    per_inhabitant.scope_class as scope_class_inhabitant,
    per_inhabitant.worst_tier as worst_tier_inhabitant,
    coalesce(staff.n_staff, 0) as n_staff,
    staff.staff_low as staff_per_1000_users_low,
    staff.staff_high as staff_per_1000_users_high,
    members_staff.staff_low as members_staff_per_1000_users_low,
    members_staff.staff_high as members_staff_per_1000_users_high,
    member_group.n_members,
    coalesce(overlap.n_answering, 0) as n_members_answered,
    shared.shared_installs,
    shared.shared_products,
    overlap.removable_installs,
    tied_up.cost_nok as tied_up_cost_nok,
    common_window.first_common_start,
    common_window.first_common_end,
    cast(null as double) as transition_low_nok,
    cast(null as double) as transition_high_nok,
    case form.form_code
        when 0 then 'no change, no cost of change'
        when 6
            then 'not estimated; one analogue: the start of Ikomm cost 20-22 million NOK in new equipment for three'
                || ' municipalities, prices of its time'
        else 'not estimated: no source here states what such a change cost'
    end as transition_note,
    members_staff.n_fragile as n_units_under_three_staff,
    risk.n_critical_without_dpia,
    single_vendor.n_single_vendor,
    case form.form_code
        when 0 then 'each municipality for itself'
        when 1 then 'each municipality; groups of specialists advise, anyone may leave at once'
        when 2 then 'the municipality that hosts a system, by agreement for that system'
        when 3 then 'each municipality, by agreement on the resources it shares'
        when 4 then 'the host municipality, with a board of members; leaving by the agreement''s notice'
        when 5 then 'the owners of the company; a customer by its contract, an owner by the owners'' agreement'
        when 6 then 'the owners'' meeting; leaving by the owners'' agreement'
        else 'each municipality, by its contract with the firm'
    end as decided_by,
    per_user.order_robust,
    case
        when per_user.n is null then 'no evidence on cost per user'
        when per_user.low is null and per_user.high is null then per_user.note
        when per_user.n < 6 then 'points only: no effect of the form can be read from ' || cast(per_user.n as varchar)
        else per_user.note
    end as note
from core.member_group as member_group
cross join reference.collaboration_form as form
left join per_user on form.form_code = per_user.form_code
left join per_inhabitant
    on form.form_code = per_inhabitant.form_code
left join tier
    on
        per_user.form_code = tier.form_code and per_user.scope_class = tier.scope_class
left join staff on form.form_code = staff.form_code
left join members_staff
    on member_group.group_id = members_staff.group_id
left join overlap on member_group.group_id = overlap.group_id
left join shared on member_group.group_id = shared.group_id
left join tied_up on member_group.group_id = tied_up.group_id
left join common_window
    on member_group.group_id = common_window.group_id
left join risk on member_group.group_id = risk.group_id
left join single_vendor
    on member_group.group_id = single_vendor.group_id
