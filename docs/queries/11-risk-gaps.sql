-- Which critical applications with sensitive data have no data protection impact assessment (DPIA)?
-- dpia is not_answered where nobody has said whether there is one. A municipality stands with its latest answer.
select municipality_name, name_as_written, functional_area, criticality, dpia, survey_round
from mart.risk_gap
where gap in ('dpia', 'both')
order by municipality_name, name_as_written, inventory_id
