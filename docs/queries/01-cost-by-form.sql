-- What does IT cost per user under each form of collaboration, on how many units, and how good is the evidence?
-- One line for each country, sort of money and scope class: like with like only. In prices of
-- price_year, and nominal for sources without a date.
select
    form_code, form, country_code, measure, scope_class, n, low, median, high, price_year, nominal_low, nominal_median,
    nominal_high, worst_tier, order_robust, note
from mart.cost_by_form
where denominator = 'user'
order by scope_class, form_code, country_code, measure
