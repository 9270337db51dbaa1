{% macro get_catalog_relations(information_schema, relations) -%}
    {{ return(adapter.dispatch('get_catalog_relations', 'dbt')(information_schema, relations)) }}
{%- endmacro %}

{% macro get_catalog(information_schema, schemas) -%}
    {{ return(adapter.dispatch('get_catalog', 'dbt')(information_schema, schemas)) }}
{%- endmacro %}

{% macro default__get_catalog(information_schema, schemas) -%}
    {%- do exceptions.raise_not_implemented('get_catalog is not implemented for adapter ' ~ adapter.type()) -%}
{%- endmacro %}

{% macro information_schema_name(database) -%}
    {{ return(adapter.dispatch('information_schema_name', 'dbt')(database)) }}
{%- endmacro %}

{% macro default__information_schema_name(database) -%}
    {%- if database -%}
        {{ adapter.quote_as_configured(database, 'database') }}.INFORMATION_SCHEMA
    {%- else -%}
        INFORMATION_SCHEMA
    {%- endif -%}
{%- endmacro %}

{% macro list_schemas(database) -%}
    {{ return(adapter.dispatch('list_schemas', 'dbt')(database)) }}
{%- endmacro %}

{% macro default__list_schemas(database) -%}
    {{ return(run_query('select distinct schema_name from ' ~ information_schema_name(database) ~ ".schemata where lower(catalog_name) = lower('" ~ database ~ "')")) }}
{%- endmacro %}

{% macro check_schema_exists(information_schema, schema) -%}
    {{ return(adapter.dispatch('check_schema_exists', 'dbt')(information_schema, schema)) }}
{%- endmacro %}

{% macro default__check_schema_exists(information_schema, schema) -%}
    {{ return(run_query("select count(*) from " ~ information_schema.replace(information_schema_view='SCHEMATA') ~ " where catalog_name = '" ~ information_schema.database ~ "' and schema_name = '" ~ schema ~ "'")) }}
{%- endmacro %}

{#- Rows of database, name, schema and type (table or view) for all relations of a schema. -#}
{% macro list_relations_without_caching(schema_relation) -%}
    {{ return(adapter.dispatch('list_relations_without_caching', 'dbt')(schema_relation)) }}
{%- endmacro %}

{% macro default__list_relations_without_caching(schema_relation) -%}
    {{ return(run_query("select table_catalog, table_name, table_schema, case table_type when 'VIEW' then 'view' else 'table' end from " ~ information_schema_name(schema_relation.database) ~ ".tables where lower(table_schema) = lower('" ~ schema_relation.schema ~ "')")) }}
{%- endmacro %}

{% macro get_relation_last_modified(information_schema, relations) -%}
    {{ return(adapter.dispatch('get_relation_last_modified', 'dbt')(information_schema, relations)) }}
{%- endmacro %}

{% macro default__get_relation_last_modified(information_schema, relations) -%}
    {%- do exceptions.raise_not_implemented('get_relation_last_modified is not implemented for adapter ' ~ adapter.type()) -%}
{%- endmacro %}

{#- Rows of two schemas and names: a relation, and another one that it reads. -#}
{% macro get_relations() -%}
    {{ return(adapter.dispatch('get_relations', 'dbt')()) }}
{%- endmacro %}

{% macro default__get_relations() -%}
    {%- do exceptions.raise_not_implemented('get_relations is not implemented for adapter ' ~ adapter.type()) -%}
{%- endmacro %}
