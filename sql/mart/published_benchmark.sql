-- Figures that others have published, beside ours and never in them.
-- grain: published_figure_id
select
    published_figure_id,
    country_code as country,
    year,
    subject,
    denominator,
    value,
    low,
    high,
    currency,
    n,
    source,
    note
from core.published_figure
