{% macro postgres__formatted_scalar_function_args_sql() %}
    {%- set args = [] -%}
    {%- for arg in model.arguments -%}
        {%- set default_value = arg.get('default_value') -%}
        {%- do args.append(arg.name ~ ' ' ~ arg.data_type ~ ('' if default_value is none else ' DEFAULT ' ~ default_value)) -%}
    {%- endfor -%}
    {{ args | join(', ') }}
{% endmacro %}

{#- Rights on functions are given by another word than those on tables. -#}
{% macro postgres__get_grant_sql(relation, privilege, grantees) -%}
    grant {{ privilege }} on {{ 'function ' if relation.type == 'function' }}{{ relation.render() }} to {{ grantees | join(', ') }}
{%- endmacro %}
