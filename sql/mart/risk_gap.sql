-- Critical applications with sensitive data that lack an impact assessment or a processor agreement, by the inventories
-- in force: a gap closed since the last round is none. "No" and "nobody has said" are both gaps, and stay apart.
-- grain: inventory_id x name_as_written
with answered as (
    select
        usage.inventory_id,
        inventory.current_unit_id,
        usage.unit_id,
        inventory.current_name as municipality_name,
        usage.survey_round,
        usage.name_as_written,
        usage.application_id,
        usage.functional_area,
        usage.criticality,
        case
            when usage.has_dpia then 'yes'
            when not usage.has_dpia then 'no'
            else 'not_answered'
        end as dpia,
        case
            when usage.has_processor_agreement then 'yes'
            when not usage.has_processor_agreement then 'no'
            else 'not_answered'
        end as processor_agreement,
        usage.origin_id,
        usage.source_file,
        usage.source_sheet,
        usage.source_row
    from core.application_usage as usage
    inner join core.inventory_in_force as inventory on usage.inventory_id = inventory.inventory_id
    where usage.criticality in ('high', 'critical') and usage.holds_sensitive_data
)

select
    answered.*,
    case
        when dpia = 'yes' then 'processor_agreement'
        when processor_agreement = 'yes' then 'dpia'
        else 'both'
    end as gap,
    dpia = 'no' or processor_agreement = 'no' as is_confirmed
from answered
where dpia <> 'yes' or processor_agreement <> 'yes'
