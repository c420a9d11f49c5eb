-- Critical applications with sensitive data that lack an impact assessment or a processor agreement.
-- "No" and "nobody has said" are both gaps, and stay apart.
-- grain: unit_id x survey_round x origin_id x name_as_written
with answered as (
    select
        unit_id,
        municipality_name,
        survey_round,
        name_as_written,
        application_id,
        functional_area,
        criticality,
        case when has_dpia then 'yes' when not has_dpia then 'no' else 'not_answered' end as dpia,
        case
            when has_processor_agreement then 'yes'
            when not has_processor_agreement then 'no'
            else 'not_answered'
        end as processor_agreement,
        origin_id,
        source_file,
        source_sheet,
        source_row
    from core.application_usage
    where criticality in ('high', 'critical') and holds_sensitive_data
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
