{% macro postgres__create_table_as(temporary, relation, sql) -%}
    {%- set kind = ' temporary' if temporary else (' unlogged' if config.get('unlogged', default=false) else '') -%}
    {%- set sql_header = config.get('sql_header', none) -%}

  {{ sql_header if sql_header is not none }}

  create {{ kind | trim }} table {{ relation }}
  {% set enforced = config.get('contract') is not none and config.get('contract').enforced %}
  {% if enforced %}
    {{ get_assert_columns_equivalent(sql) }}
  {% endif -%}
  {% if enforced and not temporary -%}
      {{ get_table_columns_and_constraints() }} ;
    insert into {{ relation }} (
      {{ adapter.dispatch('get_column_names', 'dbt')() }}
    )
    {%- set sql = get_select_subquery(sql) %}
  {% else %}
    as
  {% endif %}
  (
    {{ sql }}
  );
{%- endmacro %}

{% macro postgres__drop_table(relation) -%}
    drop table if exists {{ relation }} cascade
{%- endmacro %}

{% macro postgres__get_rename_table_sql(relation, new_name) %}
    alter table {{ relation }} rename to {{ new_name }}
{% endmacro %}

{% macro postgres__drop_view(relation) -%}
    drop view if exists {{ relation }} cascade
{%- endmacro %}

{% macro postgres__get_rename_view_sql(relation, new_name) %}
    alter view {{ relation }} rename to {{ new_name }}
{% endmacro %}

{% macro postgres__get_replace_view_sql(relation, sql) -%}
    {%- set contract = config.get('contract') -%}
    {%- set sql_header = config.get('sql_header', none) -%}
    {{ sql_header if sql_header is not none }}

    create or replace view {{ relation }}
        {% if contract is not none and contract.enforced %}
            {{ get_assert_columns_equivalent(sql) }}
        {%- endif %}
    as (
        {{ sql }}
    );
{%- endmacro %}

{#- Views and tables alike are renamed as tables. -#}
{% macro postgres__rename_relation(from_relation, to_relation) -%}
    {%- set new_name = adapter.quote_as_configured(to_relation.identifier, 'identifier') -%}
    {%- call statement('rename_relation') -%}
        alter table {{ from_relation.render() }} rename to {{ new_name }}
    {%- endcall -%}
{%- endmacro %}
